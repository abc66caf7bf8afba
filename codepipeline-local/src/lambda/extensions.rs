//! The internal extensions of a function: parts of its process that register with Lambda, to be told of each event, or only
//! so that the process is told when it ends (<https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html>).

use super::builder::Settings;
use crate::id::Ids;
use crate::lock::lock;
use serde_json::{Value, json};
use std::sync::Mutex;
use tokio::sync::oneshot;

/// As many as Lambda allows.
const MOST_EXTENSIONS: usize = 10;

#[derive(Debug)]
pub(super) struct Extensions {
    function_name: String,
    account_id: String,
    /// Whether they may have events: those of Managed Instances may not.
    may_listen: bool,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    ids: Ids,
    registered: Vec<Extension>,
    closed: bool,
}

#[derive(Debug)]
struct Extension {
    name: String,
    id: String,
    /// Whether it is told of each event.
    listens: bool,
    /// Whether it has asked for an event, and so is done with its initialization or with the one before.
    ready: bool,
    waiting: Option<oneshot::Sender<Value>>,
}

/// Why a request of an extension is refused: the type and the message of the error, in the emulator's words.
pub(super) type Refusal = (&'static str, String);

impl Extensions {
    pub(super) fn new(settings: &Settings) -> Self {
        let state = State { ids: Ids::new(0), registered: Vec::new(), closed: false };
        Self {
            function_name: settings.name.clone(),
            account_id: settings.account_id.clone(),
            may_listen: settings.concurrency == 1,
            state: Mutex::new(state),
        }
    }

    /// Registers an extension. Its id, and what it is told of the function.
    pub(super) fn register(
        &self,
        name: &str,
        wants_account: bool,
        body: &[u8],
    ) -> Result<(String, Value), Refusal> {
        let mut state = lock(&self.state);
        if name.is_empty() {
            return Err(("Extension.InvalidExtensionName", "Empty extension name".into()));
        }
        let events = events(body).map_err(|why| ("InvalidRequestFormat", why))?;
        // Internal ones hear of their end by SIGTERM alone.
        if let Some(event) = events.iter().find(|event| *event != "INVOKE" || !self.may_listen) {
            let message = format!("{event}: event is not supported for internal extensions");
            return Err(("Extension.InvalidEventType", message));
        }
        if state.closed {
            return Err(("Extension.RegistrationClosed", "Extension registration closed already".into()));
        }
        if state.registered.iter().any(|extension| extension.name == name) {
            let message = "Extension with this name already registered";
            return Err(("Extension.InvalidExtensionState", message.into()));
        }
        if state.registered.len() == MOST_EXTENSIONS {
            let message = format!("Extension limit ({MOST_EXTENSIONS}) reached");
            return Err(("Extension.TooManyExtensions", message));
        }
        let id = state.ids.uuid();
        state.registered.push(Extension {
            name: name.to_owned(),
            id: id.clone(),
            listens: !events.is_empty(),
            ready: false,
            waiting: None,
        });
        let mut told = json!({
            "functionName": self.function_name,
            "functionVersion": super::variables::VERSION,
            "handler": super::variables::HANDLER,
        });
        if wants_account {
            told["accountId"] = json!(self.account_id);
        }
        Ok((id, told))
    }

    /// An extension waits for its next event.
    pub(super) fn wait(&self, id: Option<&str>) -> Result<oneshot::Receiver<Value>, Refusal> {
        let Some(id) = id else {
            let message = "Missing Lambda-Extension-Identifier header";
            return Err(("Extension.MissingExtensionIdentifier", message.into()));
        };
        let mut state = lock(&self.state);
        let Some(extension) = state.registered.iter_mut().find(|extension| extension.id == id) else {
            return Err(("Extension.UnknownExtensionIdentifier", "Unknown extension".into()));
        };
        let (sender, event) = oneshot::channel();
        extension.ready = true;
        extension.waiting = Some(sender);
        Ok(event)
    }

    /// Tells those of an event that listen. They have to ask for the next before the process is done with it.
    pub(super) fn tell(&self, event: &Value) {
        for extension in lock(&self.state).registered.iter_mut().filter(|extension| extension.listens) {
            extension.ready = false;
            if let Some(waiting) = extension.waiting.take() {
                // One that does not wait any more is none of ours.
                let _told = waiting.send(event.clone());
            }
        }
    }

    /// The runtime has asked for its first event: it is too late for others.
    pub(super) fn close_registration(&self) {
        lock(&self.state).closed = true;
    }

    pub(super) fn is_empty(&self) -> bool {
        lock(&self.state).registered.is_empty()
    }

    pub(super) fn are_ready(&self) -> bool {
        lock(&self.state).registered.iter().all(|extension| extension.ready)
    }
}

/// The events that an extension wants.
fn events(body: &[u8]) -> Result<Vec<String>, String> {
    let body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    match &body["events"] {
        Value::Null => Ok(Vec::new()),
        Value::Array(events) => {
            let event = |event: &Value| event.as_str().map(str::to_owned);
            events.iter().map(event).collect::<Option<_>>().ok_or("`events` is a list of strings".into())
        }
        _ => Err("`events` is a list of strings".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lambda::Function;

    #[test]
    fn extensions_register_before_the_first_event_and_once_each() {
        let builder = Function::builder("check").name("check");
        let extensions = Extensions::new(builder.settings());
        let refusal = |name, body: &str| extensions.register(name, false, body.as_bytes()).unwrap_err().0;

        let (id, told) = extensions.register("first", true, br#"{"events":[]}"#).unwrap();
        assert_eq!(told["functionName"], "check");
        assert_eq!(told["accountId"], "111122223333");
        assert_eq!(extensions.register("second", false, b"{}").unwrap().1.get("accountId"), None);

        assert_eq!(refusal("", "{}"), "Extension.InvalidExtensionName");
        assert_eq!(refusal("first", "{}"), "Extension.InvalidExtensionState");
        assert_eq!(refusal("third", "no"), "InvalidRequestFormat");
        assert_eq!(refusal("third", r#"{"events":["SHUTDOWN"]}"#), "Extension.InvalidEventType");

        assert!(!extensions.are_ready());
        let _event = extensions.wait(Some(&id)).unwrap();
        assert!(!extensions.are_ready());
        assert_eq!(extensions.wait(Some("7")).unwrap_err().0, "Extension.UnknownExtensionIdentifier");
        assert_eq!(extensions.wait(None).unwrap_err().0, "Extension.MissingExtensionIdentifier");

        for number in 3..=MOST_EXTENSIONS {
            extensions.register(&number.to_string(), false, b"{}").unwrap();
        }
        assert_eq!(refusal("11", "{}"), "Extension.TooManyExtensions");
        extensions.close_registration();
        assert_eq!(refusal("late", "{}"), "Extension.RegistrationClosed");
    }

    #[test]
    fn one_that_listens_is_told_and_has_to_ask_again() {
        let extensions = Extensions::new(Function::builder("check").settings());
        let (listens, _) = extensions.register("listens", false, br#"{"events":["INVOKE"]}"#).unwrap();
        let (waits, _) = extensions.register("waits", false, b"{}").unwrap();
        let mut heard = extensions.wait(Some(&listens)).unwrap();
        let mut unheard = extensions.wait(Some(&waits)).unwrap();
        assert!(extensions.are_ready());
        extensions.tell(&json!({ "eventType": "INVOKE" }));
        assert_eq!(heard.try_recv().unwrap()["eventType"], "INVOKE");
        assert!(unheard.try_recv().is_err());
        assert!(!extensions.are_ready());
        let _next = extensions.wait(Some(&listens)).unwrap();
        assert!(extensions.are_ready());

        let several = Extensions::new(Function::builder("check").concurrency(2).settings());
        assert!(several.register("listens", false, br#"{"events":["INVOKE"]}"#).is_err());
    }
}
