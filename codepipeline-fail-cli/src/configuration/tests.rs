use super::*;

fn read_as_told(environment: &Environment, profile: Option<&str>) -> Result<Configuration, String> {
    let read = Files::read(environment).and_then(|files| Configuration::of(&files, environment, profile));
    read.map_err(|failure| failure.text)
}

/// Reads two files that hold this, with some variables.
fn read(
    config: &str,
    credentials: &str,
    profile: Option<&str>,
    variables: &[(&str, &str)],
) -> Result<Configuration, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all: Vec<(String, String)> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for (variable, content) in [("AWS_CONFIG_FILE", config), ("AWS_SHARED_CREDENTIALS_FILE", credentials)] {
        let path = folder.path().join(variable);
        fs::write(&path, content).expect("room for it");
        all.push((variable.to_owned(), path.to_str().expect("a path in UTF-8").to_owned()));
    }
    read_as_told(&all.into_iter().collect(), profile)
}

#[test]
fn a_profile_is_read_from_both_files() {
    let config = "[default]\nregion = a\n[profile other]\nregion = b\noutput = text\n[profile \"my own\"]\nregion = c\n";
    let credentials = "[other]\nregion = d\n[alone]\naws_access_key_id = AKID\n";
    let region = |profile, variables: &[_]| {
        read(config, credentials, profile, variables).map(|read| read.get("region").map(str::to_owned))
    };
    assert_eq!(region(None, &[]), Ok(Some("a".into())));
    assert_eq!(region(Some("other"), &[]), Ok(Some("d".into())));
    assert_eq!(region(Some("my own"), &[("AWS_PROFILE", "other")]), Ok(Some("c".into())));
    assert_eq!(region(None, &[("AWS_PROFILE", "alone")]), Ok(None));
    assert_eq!(
        region(None, &[("AWS_PROFILE", "other"), ("AWS_DEFAULT_PROFILE", "alone")]),
        Ok(Some("d".into()))
    );
    assert_eq!(read(config, credentials, Some("other"), &[]).unwrap().get("output"), Some("text"));
}

#[test]
fn a_profile_that_was_named_has_to_be_there() {
    let config = "[x]\nregion = a\n";
    assert!(read(config, "", None, &[]).is_ok());
    assert_eq!(read(config, "", Some("x"), &[]).unwrap_err(), "The config profile (x) could not be found");
    let error = read(config, "", None, &[("AWS_PROFILE", "")]).unwrap_err();
    assert_eq!(error, "The config profile () could not be found");
}

#[test]
fn a_name_of_more_words_has_quotes_and_the_later_default_counts() {
    assert!(read("[profile my own]\n", "", Some("my own"), &[]).is_err());
    for (config, expected) in [
        ("[profile default]\nregion = a\n[default]\nregion = b\n", "b"),
        ("[default]\nregion = b\n[profile default]\nregion = a\n", "a"),
    ] {
        assert_eq!(read(config, "", None, &[]).unwrap().get("region"), Some(expected));
    }
}

#[test]
fn a_file_that_is_not_there_says_nothing_and_one_in_another_format_is_named() {
    let missing = Environment::from_iter([("HOME", "/no/such/home")]);
    assert!(read_as_told(&missing, None).unwrap().get("region").is_none());
    let error = read("nonsense", "", None, &[]).unwrap_err();
    assert!(error.starts_with("Unable to parse config file: /"), "{error}");
}

#[test]
fn a_profile_may_name_settings_for_a_service() {
    let config =
        "[default]\nservices = mine\n[services mine]\ncodepipeline =\n  endpoint_url = http://localhost:1\n";
    let read = read(config, "", None, &[]).unwrap();
    assert_eq!(read.of_service("codepipeline", "endpoint_url").as_deref(), Some("http://localhost:1"));
    assert_eq!(read.of_service("s3", "endpoint_url"), None);
}

#[test]
fn secrets_are_not_shown() {
    let read = read("", "[default]\naws_secret_access_key = hush\n", None, &[]).unwrap();
    assert!(!format!("{read:?}").contains("hush"));
    let files =
        Files { credentials: [("default".to_owned(), read.in_credentials)].into(), ..Files::default() };
    assert!(!format!("{files:?}").contains("hush"));
}
