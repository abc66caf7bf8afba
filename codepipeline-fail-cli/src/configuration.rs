//! What the files of the configuration say: `~/.aws/config` and `~/.aws/credentials`
//! (<https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html>).

mod ini;

use std::fmt;
use std::fs;

use crate::environment::Environment;
use crate::failure::Failure;
use ini::{File, Section};

/// The files, as they are: what they say of all profiles.
#[derive(Default)]
pub struct Files {
    config: File,
    credentials: File,
}

impl Files {
    /// Reads the files. One that is not there or that may not be read says nothing.
    ///
    /// # Errors
    /// If a file is not in their format.
    pub fn read(environment: &Environment) -> Result<Self, Failure> {
        let path = |variable, usual| environment.get(variable).unwrap_or(usual);
        Ok(Self {
            config: file(path("AWS_CONFIG_FILE", "~/.aws/config"), environment)?,
            credentials: file(path("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"), environment)?,
        })
    }
}

/// Without what they say: there are secrets in them.
impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Files").finish_non_exhaustive()
    }
}

/// What the files say of one profile.
#[derive(Clone, Default)]
pub struct Configuration {
    /// The profile that was named, by an option or by a variable.
    profile: Option<String>,
    in_config: Section,
    in_credentials: Section,
    /// The settings of each service, by its name.
    services: Section,
}

impl Configuration {
    /// What the files say of the profile of a name, or else of the one that a variable names, or else of the default one.
    ///
    /// # Errors
    /// If there is no profile of the name that was given.
    pub fn of(files: &Files, environment: &Environment, profile: Option<&str>) -> Result<Self, Failure> {
        let variable = environment.get("AWS_PROFILE").or_else(|| environment.get("AWS_DEFAULT_PROFILE"));
        let named = profile.or(variable);
        let name = named.unwrap_or("default");
        let in_config = section(&files.config, "profile", name);
        let in_credentials = files.credentials.get(name);
        if named.is_some() && in_config.is_none() && in_credentials.is_none() {
            return Err(Failure::other(format!("The config profile ({name}) could not be found")));
        }
        let mut configuration = Self {
            profile: named.map(str::to_owned),
            in_config: in_config.cloned().unwrap_or_default(),
            in_credentials: in_credentials.cloned().unwrap_or_default(),
            services: Section::new(),
        };
        if let Some(services) = configuration.get("services") {
            let section = section(&files.config, "services", services);
            configuration.services = section.cloned().ok_or_else(|| {
                Failure::other(format!(
                    "The services section ({services}) could not be found in the config file"
                ))
            })?;
        }
        Ok(configuration)
    }

    /// The profile that was named; none if it is the default one because nobody named one.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// A setting of the profile; what the credentials file says counts more.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.in_credentials.get(name).or_else(|| self.in_config.get(name)).map(String::as_str)
    }

    /// A setting that a variable may have, too; what the variable says counts more.
    pub(crate) fn or_variable<'s>(
        &'s self,
        name: &str,
        environment: &'s Environment,
        variable: &str,
    ) -> Option<&'s str> {
        environment.get(variable).or_else(|| self.get(name))
    }

    /// A setting of the profile for one service.
    #[must_use]
    pub fn of_service(&self, service: &str, name: &str) -> Option<String> {
        ini::nested(self.services.get(service)?).swap_remove(name)
    }

    /// What the credentials file says of the profile, and what the config file does.
    pub(crate) fn files(&self) -> [(&'static str, &Section); 2] {
        [("shared-credentials-file", &self.in_credentials), ("config-file", &self.in_config)]
    }
}

/// Without the values: there are secrets among them.
impl fmt::Debug for Configuration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Configuration").field("profile", &self.profile).finish_non_exhaustive()
    }
}

fn file(path: &str, environment: &Environment) -> Result<File, Failure> {
    let path = environment.expanded(path);
    let Ok(bytes) = fs::read(&path) else { return Ok(File::new()) };
    let file = String::from_utf8(bytes).ok().and_then(|text| ini::read(&text));
    file.ok_or_else(|| Failure::other(format!("Unable to parse config file: {path}")))
}

/// The section of a kind and a name, as in `[profile production]` or `[profile "my own"]`; of two, the later. The default
/// profile does without the kind.
fn section<'f>(file: &'f File, kind: &str, name: &str) -> Option<&'f Section> {
    let is_meant = |header: &str| {
        let rest = header.strip_prefix(kind).filter(|rest| rest.starts_with(char::is_whitespace));
        rest.is_some_and(|rest| word(rest.trim()) == Some(name))
            || (kind == "profile" && name == "default" && header == name)
    };
    file.iter().rfind(|(header, _)| is_meant(header)).map(|(_, section)| section)
}

/// A single word, or words in quotes.
fn word(text: &str) -> Option<&str> {
    let in_quotes = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    in_quotes('"')
        .or_else(|| in_quotes('\''))
        .or_else(|| Some(text).filter(|text| !text.contains(char::is_whitespace)))
}

#[cfg(test)]
mod tests;
