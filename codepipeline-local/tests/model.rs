//! Walks the API's model and tries every constraint of every input: what breaks it must be refused and named, what just
//! satisfies it must be accepted.

use codepipeline_local::{Endpoint, Operation};
use serde_json::{Map, Value, json};

/// A value for some shape of the model, and what the endpoint must say about it.
struct Case {
    value: Value,
    verdict: Verdict,
}

enum Verdict {
    Accepted,
    /// A constraint is broken at this path, with these words in the message.
    Refused {
        path: String,
        words: String,
    },
    /// The type is wrong.
    Mistyped,
}

impl Case {
    fn accepted(value: impl Into<Value>) -> Self {
        Self { value: value.into(), verdict: Verdict::Accepted }
    }

    fn refused(value: impl Into<Value>, words: impl Into<String>) -> Self {
        let verdict = Verdict::Refused { path: String::new(), words: words.into() };
        Self { value: value.into(), verdict }
    }

    fn mistyped(value: impl Into<Value>) -> Self {
        Self { value: value.into(), verdict: Verdict::Mistyped }
    }

    /// The same case as a member of a structure.
    fn inside(self, structure: &Map<String, Value>, name: &str) -> Self {
        let mut value = structure.clone();
        value.insert(name.to_owned(), self.value);
        let verdict = match self.verdict {
            Verdict::Refused { path, words } if path.is_empty() => {
                Verdict::Refused { path: name.into(), words }
            }
            Verdict::Refused { path, words } => Verdict::Refused { path: format!("{name}.{path}"), words },
            other => other,
        };
        Self { value: Value::Object(value), verdict }
    }
}

struct Model(Value);

impl Model {
    fn read() -> Self {
        Self(serde_json::from_str(include_str!("data/codepipeline-jobs-model.json")).unwrap())
    }

    fn shape(&self, target: &Value) -> &Value {
        &self.0["shapes"][target.as_str().unwrap()]
    }

    fn input(&self, operation: Operation) -> Value {
        self.shape(&json!(format!("com.amazonaws.codepipeline#{operation}")))["input"]["target"].clone()
    }

    /// The least that satisfies a shape.
    fn sample(&self, target: &Value) -> Value {
        let shape = self.shape(target);
        match shape["type"].as_str().unwrap() {
            "structure" => Value::Object(self.required_members(shape)),
            "enum" => shape["members"].as_object().unwrap().keys().next().unwrap().as_str().into(),
            "map" => json!({}),
            "integer" => shape["traits"]["smithy.api#range"]["min"].clone(),
            "timestamp" => json!(0),
            "string" => valid_text(shape, 1).into(),
            other => panic!("no sample of a {other}"),
        }
    }

    fn required_members(&self, shape: &Value) -> Map<String, Value> {
        let members = shape["members"].as_object().unwrap().iter();
        let required = members.filter(|(_, member)| is_required(member));
        required.map(|(name, member)| (name.clone(), self.sample(&member["target"]))).collect()
    }

    fn cases(&self, target: &Value) -> Vec<Case> {
        let shape = self.shape(target);
        match shape["type"].as_str().unwrap() {
            "structure" => self.structure_cases(shape),
            "map" => self.map_cases(shape),
            "enum" => enum_cases(shape),
            "integer" => integer_cases(shape),
            "timestamp" => timestamp_cases(),
            "string" => text_cases(shape),
            other => panic!("no cases of a {other}"),
        }
    }

    fn structure_cases(&self, shape: &Value) -> Vec<Case> {
        let base = self.required_members(shape);
        let mut cases = vec![Case::accepted(base.clone())];
        cases.extend([json!("text"), json!(1), json!([base.clone()])].map(Case::mistyped));
        cases.push(Case::accepted("unknown members are ignored").inside(&base, "aMemberOfTheFuture"));
        for (name, member) in shape["members"].as_object().unwrap() {
            let absent = if is_required(member) {
                let mut without = base.clone();
                without.remove(name);
                let case = || Case::refused(Value::Null, "Member must not be null").inside(&without, name);
                let mut missing = case();
                missing.value.as_object_mut().unwrap().remove(name);
                cases.push(missing);
                case()
            } else {
                Case::accepted(Value::Null).inside(&base, name)
            };
            cases.push(absent);
            cases.extend(self.cases(&member["target"]).into_iter().map(|case| case.inside(&base, name)));
        }
        cases
    }

    fn map_cases(&self, shape: &Value) -> Vec<Case> {
        let (key, value) = (&shape["key"]["target"], &shape["value"]["target"]);
        let good_value = valid_text(self.shape(value), 1);
        let good_key = valid_text(self.shape(key), 1);
        let mut cases = vec![Case::accepted(json!({}))];
        cases.extend([json!("text"), json!([]), json!(1)].map(Case::mistyped));
        cases.push(Case::refused(json!({ &good_key: null }), "Map value must satisfy constraint"));
        for case in text_cases(self.shape(key)).into_iter().filter(|case| case.value.is_string()) {
            let map = json!({ case.value.as_str().unwrap(): good_value });
            cases.push(rewrapped(case, map, "Map keys must satisfy constraint"));
        }
        for case in text_cases(self.shape(value)) {
            let map = json!({ &good_key: case.value });
            cases.push(rewrapped(case, map, "Map value must satisfy constraint"));
        }
        let length = &shape["traits"]["smithy.api#length"];
        let entries =
            |count| (0..count).map(|n| (format!("{good_key}{n}"), json!(good_value))).collect::<Map<_, _>>();
        match length["max"].as_u64() {
            Some(max) => {
                cases.push(Case::accepted(entries(max)));
                cases.push(Case::refused(entries(max + 1), format!("less than or equal to {max}")));
            }
            None => cases.push(Case::accepted(entries(100))),
        }
        cases
    }
}

fn rewrapped(case: Case, value: Value, words: &str) -> Case {
    match case.verdict {
        Verdict::Refused { .. } => Case::refused(value, words),
        verdict => Case { value, verdict },
    }
}

fn is_required(member: &Value) -> bool {
    member["traits"].get("smithy.api#required").is_some()
}

const UUID: &str = "11111111-abcd-90ab-cdef-0123456789ab";

/// The characters of a pattern like `^[A-Z0-9_\-]+$`, or none for a UUID's.
fn class(shape: &Value) -> Option<Vec<char>> {
    let pattern = shape["traits"]["smithy.api#pattern"].as_str()?;
    if pattern.contains("{8}") {
        return Some(Vec::new());
    }
    let inner: Vec<char> = pattern.strip_prefix("^[").unwrap().strip_suffix("]+$").unwrap().chars().collect();
    let mut characters = Vec::new();
    let mut rest = inner.as_slice();
    loop {
        rest = match rest {
            [] => return Some(characters),
            ['\\', literal, rest @ ..] => {
                characters.push(*literal);
                rest
            }
            [from, '-', to, rest @ ..] => {
                characters.extend(*from..=*to);
                rest
            }
            [literal, rest @ ..] => {
                characters.push(*literal);
                rest
            }
        }
    }
}

/// A valid text of so many characters: of four bytes each, where any will do.
fn valid_text(shape: &Value, length: usize) -> String {
    match class(shape) {
        None => "\u{1d4b3}".repeat(length),
        Some(class) if class.is_empty() => UUID.to_owned(),
        Some(_) => "a".repeat(length),
    }
}

fn text_cases(shape: &Value) -> Vec<Case> {
    let mut cases: Vec<_> = [json!(1), json!(true), json!(["a"]), json!({})].map(Case::mistyped).into();
    cases.push(Case::accepted(valid_text(shape, 1)));
    if let Some(length) = shape["traits"].get("smithy.api#length") {
        let bound = |name: &str| usize::try_from(length[name].as_u64().unwrap()).unwrap();
        let (min, max) = (bound("min"), bound("max"));
        cases.push(Case::accepted(valid_text(shape, min)));
        cases.push(Case::accepted(valid_text(shape, max)));
        cases.push(Case::refused(valid_text(shape, max + 1), format!("length less than or equal to {max}")));
        cases.push(Case::refused(
            valid_text(shape, min - 1),
            format!("length greater than or equal to {min}"),
        ));
    }
    if let Some(pattern) = shape["traits"].get("smithy.api#pattern") {
        let source = pattern.as_str().unwrap().trim_start_matches('^').trim_end_matches('$');
        let words = format!("regular expression pattern: {source}");
        let class = class(shape).unwrap();
        let refused: Vec<String> = if class.is_empty() {
            let [upper, short, long] = [UUID.to_uppercase(), UUID[1..].into(), format!("{UUID}0")];
            let [bare, newline, other] = [UUID.replace('-', ""), format!("{UUID}\n"), UUID.replace('a', "g")];
            vec![upper, short, long, bare, newline, other, String::new()]
        } else {
            let ascii = (0..128u8).map(char::from);
            let (inside, outside): (Vec<_>, Vec<_>) = ascii.partition(|c| class.contains(c));
            cases.extend(inside.into_iter().map(|c| Case::accepted(format!("a{c}"))));
            outside.into_iter().chain(['\u{e9}', '\u{ff11}']).map(|c| format!("a{c}")).collect()
        };
        cases.extend(refused.into_iter().map(|text| Case::refused(text, &words)));
    }
    cases
}

fn enum_cases(shape: &Value) -> Vec<Case> {
    let names: Vec<_> = shape["members"].as_object().unwrap().keys().collect();
    let mut cases: Vec<_> = names.iter().map(|name| Case::accepted(name.as_str())).collect();
    for name in names {
        let refused = [name.to_lowercase(), format!("{name} "), String::new()];
        cases.extend(refused.map(|name| Case::refused(name, "Member must satisfy enum value set")));
    }
    cases.extend([json!(1), json!(false), json!([])].map(Case::mistyped));
    cases
}

fn integer_cases(shape: &Value) -> Vec<Case> {
    let range = &shape["traits"]["smithy.api#range"];
    let min = range["min"].as_i64().unwrap();
    let max = range["max"].as_i64().unwrap_or(i32::MAX.into());
    let mut cases: Vec<_> = [min, max].map(Case::accepted).into();
    cases.push(Case::refused(min - 1, format!("value greater than or equal to {min}")));
    if range["max"].is_i64() {
        cases.push(Case::refused(max + 1, format!("value less than or equal to {max}")));
    }
    let beyond = i64::from(i32::MAX) + 1;
    cases.extend([json!("1"), json!(1.5), json!(true), json!(beyond), json!([1])].map(Case::mistyped));
    cases
}

fn timestamp_cases() -> Vec<Case> {
    let mut cases: Vec<_> =
        [json!(0), json!(1_700_000_000), json!(1.5e9), json!(0.25)].map(Case::accepted).into();
    cases.extend([json!("2026-01-01T00:00:00Z"), json!(true), json!({})].map(Case::mistyped));
    cases
}

/// The paths that a message complains about.
fn paths(message: &str) -> Vec<&str> {
    message.split("Value at '").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect()
}

#[test]
fn every_constraint_of_the_model_is_kept() {
    let model = Model::read();
    let endpoint = Endpoint::new();
    for operation in Operation::ALL {
        let cases = model.cases(&model.input(*operation));
        assert!(cases.len() > 10, "{operation}");
        for Case { value, verdict } in cases {
            let answer = endpoint.call(*operation, value.to_string());
            let (code, json) = (answer.error().unwrap_or_default(), answer.json());
            let message = json["message"].as_str().unwrap_or_default();
            let right = match &verdict {
                Verdict::Accepted => code != "SerializationException" && paths(message).is_empty(),
                Verdict::Mistyped => code == "SerializationException",
                Verdict::Refused { path, words } => {
                    code == "ValidationException"
                        && !paths(message).is_empty()
                        && paths(message).iter().all(|found| found == path)
                        && message.contains(words)
                }
            };
            assert!(right, "{operation} {value:.400}: {}: {code}: {message}", describe(&verdict));
        }
    }
}

fn describe(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Accepted => "should be accepted".into(),
        Verdict::Mistyped => "should be of the wrong type".into(),
        Verdict::Refused { path, words } => format!("should be refused at '{path}' with '{words}'"),
    }
}
