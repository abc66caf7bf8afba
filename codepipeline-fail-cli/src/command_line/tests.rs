use super::{COMMON, Given, Split, of, options, split};
use crate::operation::Operation;

fn words<'w>(line: &'w [&str]) -> impl Iterator<Item = String> + use<'w> {
    line.iter().map(|word| (*word).to_owned())
}

fn given(name: &str, value: Option<&str>) -> Given {
    Given { name: name.to_owned().into(), value: value.map(str::to_owned) }
}

fn common(line: &[&str]) -> Result<Split, String> {
    split(words(line)).map_err(|misuse| misuse.to_string())
}

fn put(line: &[&str]) -> Result<(Vec<Given>, Vec<String>), String> {
    let operation = Operation::of_command("put-job-failure-result").expect("it is there");
    options(&of(operation), words(line)).map_err(|misuse| misuse.to_string())
}

#[test]
fn common_options_stand_before_and_after_the_command() {
    let line = [
        "--region",
        "eu-west-1",
        "put-job-failure-result",
        "--job-id",
        "1",
        "",
        "--no-sign",
        "--reg=us-east-1",
    ];
    let expected = Split {
        common: vec![
            given("--region", Some("eu-west-1")),
            given("--no-sign-request", None),
            given("--region", Some("us-east-1")),
        ],
        command: Some("put-job-failure-result".to_owned()),
        rest: ["--job-id", "1", ""].map(str::to_owned).into(),
    };
    assert_eq!(common(&line), Ok(expected));
}

#[test]
fn a_name_may_be_cut_short_where_it_is_clear() {
    assert_eq!(common(&["--endpoint=http://x"]).unwrap().common, [given("--endpoint-url", Some("http://x"))]);
    assert_eq!(common(&["--cli-r", "5"]).unwrap().common, [given("--cli-read-timeout", Some("5"))]);
    assert_eq!(common(&["--job", "5"]).unwrap().rest, ["--job"]);
    let error = common(&["--no-cli"]).unwrap_err();
    assert_eq!(error, "ambiguous option: --no-cli could match --no-cli-pager, --no-cli-auto-prompt");
    assert_eq!(put(&["--j", "1"]).unwrap().0, [given("--job-id", Some("1"))]);
    let error = put(&["--cli-input", "{}"]).unwrap_err();
    assert_eq!(error, "ambiguous option: --cli-input could match --cli-input-json, --cli-input-yaml");
}

#[test]
fn a_value_may_begin_with_a_hyphen_if_it_cannot_be_an_option() {
    for value in ["-1", "-.5", "-", "-x y", ""] {
        assert_eq!(put(&["--job-id", value]).unwrap().0, [given("--job-id", Some(value))], "{value}");
    }
    for value in ["-x", "--failure-details", "--failure-details=1", "--", "-1x"] {
        let error = put(&["--job-id", value, "1"]).unwrap_err();
        assert_eq!(error, "argument --job-id: expected one argument", "{value}");
    }
    assert_eq!(put(&["--job-id=-x"]).unwrap().0, [given("--job-id", Some("-x"))]);
    assert_eq!(common(&["--region"]).unwrap_err(), "argument --region: expected one argument");
    assert_eq!(common(&["--profile="]).unwrap().common, [given("--profile", Some(""))]);
}

#[test]
fn a_flag_takes_no_value_and_a_choice_no_other() {
    let error = common(&["--no-paginate=1"]).unwrap_err();
    assert_eq!(error, "argument --no-paginate: ignored explicit argument '1'");
    let error = common(&["--output", "xml"]).unwrap_err();
    assert!(error.starts_with("argument --output: Invalid choice, valid choices are:\n\njson  "), "{error}");
    assert!(common(&["--color", "ON"]).is_err());
}

#[test]
fn a_skeleton_has_a_kind_or_none() {
    let skeleton = |value| vec![given("--generate-cli-skeleton", value)];
    assert_eq!(put(&["--generate-cli-skeleton"]).unwrap().0, skeleton(None));
    assert_eq!(put(&["--gen", "yaml-input"]).unwrap().0, skeleton(Some("yaml-input")));
    let (given, _) = put(&["--generate-cli-skeleton", "--job-id", "1"]).unwrap();
    assert_eq!((given.len(), &given[0]), (2, &skeleton(None)[0]));
    assert!(put(&["--generate-cli-skeleton", "bogus"]).is_err());
    assert!(put(&["--generate-cli-skeleton="]).is_err());
}

#[test]
fn after_two_hyphens_options_are_the_commands_only() {
    let split = common(&["put-job-failure-result", "--", "--job-id", "1", "--region", "x"]).unwrap();
    assert_eq!((split.common, split.rest.len()), (vec![], 5));
    assert_eq!(put(&["--job-id", "1", "--", "--failure-details"]).unwrap().0.len(), 1);
}

#[test]
fn the_first_word_that_is_no_option_comes_last() {
    let others = |line: &[&str]| put(line).unwrap().1;
    assert_eq!(others(&["--x", "b", "--y", "d"]), ["--x", "--y", "d", "b"]);
    assert_eq!(others(&[""]), [""; 0]);
    assert_eq!(others(&["", ""]), [""]);
}

#[test]
fn no_common_option_is_the_beginning_of_another_s_whole_name() {
    for option in COMMON {
        let is_short =
            |other: &&super::OptionName| other.name != option.name && other.name.starts_with(&*option.name);
        assert!(COMMON.iter().find(is_short).is_none(), "{}", option.name);
    }
}
