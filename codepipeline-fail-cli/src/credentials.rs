//! Who sends a request: credentials from the environment, from the files of the configuration, or from elsewhere
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-authentication.html>).

mod elsewhere;

use aws_credential_types::Credentials;

use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::failure::{Failure, FailureKind};
use crate::http::Http;
use elsewhere::Elsewhere;

/// Where the credentials come from.
#[derive(Debug)]
pub(crate) enum Source {
    /// They are here.
    Here(Credentials),
    /// They have to be asked for.
    Elsewhere(Elsewhere),
    /// There are none.
    Nowhere,
}

impl Source {
    /// Finds out where they come from; asks nobody yet.
    ///
    /// # Errors
    /// If there is a half of them where they should be.
    pub(crate) fn of(
        is_profile_given: bool,
        environment: &Environment,
        configuration: &Configuration,
    ) -> Result<Self, Failure> {
        // Who names a profile by an option means it, whatever is in the environment.
        if !is_profile_given && let Some(credentials) = of_environment(environment)? {
            return Ok(Self::Here(credentials));
        }
        let is_set = |name: &str| configuration.get(name).is_some();
        let profile = || Elsewhere::Profile(configuration.profile().map(str::to_owned));
        if is_set("role_arn") {
            return Ok(Self::Elsewhere(profile()));
        }
        if !is_profile_given && environment.filled("AWS_WEB_IDENTITY_TOKEN_FILE").is_some() {
            return Ok(Self::Elsewhere(Elsewhere::WebIdentity));
        }
        if is_set("sso_session") || is_set("sso_start_url") {
            return Ok(Self::Elsewhere(profile()));
        }
        for (file, section) in configuration.files() {
            if file == "config-file" && (is_set("login_session") || is_set("credential_process")) {
                return Ok(Self::Elsewhere(profile()));
            }
            let value = |name: &str| section.get(name).map(String::as_str);
            let keys = (value("aws_access_key_id"), value("aws_secret_access_key"));
            let token = value("aws_security_token").or_else(|| value("aws_session_token"));
            match keys {
                (Some(id), Some(secret)) => return Ok(Self::Here(credentials(id, secret, token, file))),
                (Some(_), None) => return Err(partial(file, "aws_secret_access_key")),
                (None, _) => {}
            }
        }
        let is_container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
            .iter()
            .any(|variable| environment.filled(variable).is_some());
        Ok(if is_container {
            Self::Elsewhere(Elsewhere::Container)
        } else if may_ask_instance(environment) {
            Self::Elsewhere(Elsewhere::Instance)
        } else {
            Self::Nowhere
        })
    }

    /// The credentials.
    ///
    /// # Errors
    /// If there are none, or who has them does not give them.
    pub(crate) fn load(&self, region: &str, http: &Http) -> Result<Credentials, Failure> {
        let none = || {
            let text =
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".";
            Failure::new(FailureKind::NoCredentials, text)
        };
        match self {
            Self::Here(credentials) => Ok(credentials.clone()),
            // On a machine that is none of AWS's, nobody answers: which is as good as none.
            Self::Elsewhere(Elsewhere::Instance) => {
                Elsewhere::Instance.load(region, http).map_err(|_| none())
            }
            Self::Elsewhere(elsewhere) => elsewhere.load(region, http),
            Self::Nowhere => Err(none()),
        }
    }
}

/// Asks the machine for its region, as one of AWS's has one.
pub(crate) fn region_of_machine(environment: &Environment, http: &Http) -> Option<String> {
    may_ask_instance(environment).then(|| elsewhere::region(http)).flatten()
}

fn may_ask_instance(environment: &Environment) -> bool {
    !environment.get("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn of_environment(environment: &Environment) -> Result<Option<Credentials>, Failure> {
    let Some(id) = environment.filled("AWS_ACCESS_KEY_ID") else { return Ok(None) };
    let Some(secret) = environment.filled("AWS_SECRET_ACCESS_KEY") else {
        return Err(partial("env", "AWS_SECRET_ACCESS_KEY"));
    };
    // The older name counts more, as it does for the original.
    let token = environment.filled("AWS_SECURITY_TOKEN").or_else(|| environment.filled("AWS_SESSION_TOKEN"));
    Ok(Some(credentials(id, secret, token, "env")))
}

fn credentials(id: &str, secret: &str, token: Option<&str>, source: &'static str) -> Credentials {
    Credentials::new(id, secret, token.map(str::to_owned), None, source)
}

fn partial(source: &str, missing: &str) -> Failure {
    Failure::other(format!("Partial credentials found in {source}, missing: {missing}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_variables(variables: &[(&str, &str)]) -> Result<String, String> {
        let environment = variables.iter().copied().chain([("AWS_EC2_METADATA_DISABLED", "true")]).collect();
        Source::of(false, &environment, &Configuration::default()).map_err(|failure| failure.text).map(
            |source| match source {
                Source::Here(credentials) => {
                    format!("{} {:?}", credentials.access_key_id(), credentials.session_token())
                }
                Source::Elsewhere(elsewhere) => format!("{elsewhere:?}"),
                Source::Nowhere => "nowhere".to_owned(),
            },
        )
    }

    #[test]
    fn the_environment_has_them_whole_or_not_at_all() {
        let (id, secret) = (("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "hush"));
        assert_eq!(of_variables(&[id, secret]).as_deref(), Ok("AKID None"));
        assert_eq!(
            of_variables(&[id, secret, ("AWS_SECURITY_TOKEN", "t")]).as_deref(),
            Ok("AKID Some(\"t\")")
        );
        let both = [id, secret, ("AWS_SECURITY_TOKEN", "old"), ("AWS_SESSION_TOKEN", "new")];
        assert_eq!(of_variables(&both).as_deref(), Ok("AKID Some(\"old\")"));
        assert_eq!(of_variables(&[secret]).as_deref(), Ok("nowhere"));
        assert_eq!(of_variables(&[("AWS_ACCESS_KEY_ID", ""), secret]).as_deref(), Ok("nowhere"));
        assert!(of_variables(&[id]).unwrap_err().contains("missing: AWS_SECRET_ACCESS_KEY"));
    }

    #[test]
    fn a_container_or_a_token_of_an_identity_is_asked() {
        assert_eq!(
            of_variables(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://x")]).as_deref(),
            Ok("Container")
        );
        assert_eq!(of_variables(&[("AWS_WEB_IDENTITY_TOKEN_FILE", "x")]).as_deref(), Ok("WebIdentity"));
    }
}
