//! Each table against the model: any constraint that one has and the other lacks is a failure.

use super::SEED;
use crate::operation::Operation;
use crate::shape::{Member, Shape, Text};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn model() -> Value {
    serde_json::from_str(include_str!("../../tests/data/codepipeline-jobs-model.json")).unwrap()
}

/// The model's description of a shape, in the words of [`ours`].
fn theirs(model: &Value, target: &str) -> Value {
    let shape = &model["shapes"][target];
    let child = |reference: &Value| theirs(model, reference["target"].as_str().unwrap());
    let mut out = Map::new();
    for name in ["length", "range", "pattern"] {
        if let Some(value) = shape["traits"].get(format!("smithy.api#{name}")) {
            out.insert(name.into(), value.clone());
        }
    }
    match shape["type"].as_str() {
        Some("structure") => {
            for (name, member) in shape["members"].as_object().unwrap() {
                let mut shape = child(member);
                assert!(only_required(&member["traits"]), "a constraint on the member {name} itself");
                shape["required"] = json!(member["traits"].get("smithy.api#required").is_some());
                out.insert(format!(".{name}"), shape);
            }
        }
        Some("map") => {
            out.insert("key".into(), child(&shape["key"]));
            out.insert("value".into(), child(&shape["value"]));
        }
        Some("list") => {
            out.insert("member".into(), child(&shape["member"]));
        }
        Some("enum") => {
            let mut names: Vec<_> = shape["members"].as_object().unwrap().keys().cloned().collect();
            names.sort();
            out.insert("enum".into(), json!(names));
        }
        kind => drop(out.insert("type".into(), json!(kind))),
    }
    Value::Object(out)
}

fn only_required(traits: &Value) -> bool {
    traits.as_object().is_none_or(|traits| {
        let constraints = ["length", "range", "pattern", "uniqueItems"];
        constraints.iter().all(|name| !traits.contains_key(&format!("smithy.api#{name}")))
    })
}

/// Our table, in the same words.
fn ours(shape: Shape) -> Value {
    match shape {
        Shape::Text(text) => our_text(text),
        Shape::Timestamp => json!({ "type": "timestamp" }),
        Shape::List(member) => json!({ "member": ours(*member) }),
        Shape::Structure(members) => our_members(members),
        Shape::Enum(names) => {
            let mut names = names.to_vec();
            names.sort_unstable();
            json!({ "enum": names })
        }
        Shape::Integer { min, max } => {
            let mut range = json!({ "min": min });
            if let Some(max) = max {
                range["max"] = json!(max);
            }
            json!({ "type": "integer", "range": range })
        }
        Shape::Map { max, key, value } => {
            let mut out = json!({ "key": our_text(key), "value": our_text(value) });
            if let Some(max) = max {
                out["length"] = json!({ "min": 0, "max": max });
            }
            out
        }
    }
}

fn our_members(members: &[Member]) -> Value {
    let of = |member: &Member| {
        let mut shape = ours(member.shape);
        shape["required"] = json!(member.required);
        (format!(".{}", member.name), shape)
    };
    Value::Object(members.iter().map(of).collect())
}

fn our_text(text: Text) -> Value {
    let mut out = json!({ "type": "string" });
    if let Some((min, max)) = text.length {
        out["length"] = json!({ "min": min, "max": max });
    }
    if let Some(pattern) = text.pattern {
        out["pattern"] = json!(format!("^{}$", pattern.source()));
    }
    out
}

#[test]
fn the_operations_are_those_of_the_model() {
    let model = model();
    let shapes = model["shapes"].as_object().unwrap().iter();
    let theirs = shapes.filter(|(_, shape)| shape["type"] == "operation").map(|(name, _)| name.clone());
    let ours = Operation::ALL.iter().map(|operation| format!("com.amazonaws.codepipeline#{operation}"));
    assert_eq!(ours.collect::<BTreeSet<_>>(), theirs.collect::<BTreeSet<_>>());
}

#[test]
fn the_inputs_are_those_of_the_model() {
    let model = model();
    for operation in Operation::ALL {
        let shape = &model["shapes"][format!("com.amazonaws.codepipeline#{operation}")];
        let input = theirs(&model, shape["input"]["target"].as_str().unwrap());
        assert_eq!(our_members(operation.input()), input, "{operation}");
    }
}

/// Removes what a seed leaves to the endpoint, what the model leaves optional but a seed always has, and the one
/// limit that the service itself has otherwise.
fn comparable(value: &mut Value, ours: &Value) {
    let (Some(value), Some(ours)) = (value.as_object_mut(), ours.as_object()) else { return };
    value.retain(|name, _| ours.contains_key(name));
    for (name, value) in value {
        match (name.as_str(), ours[name].clone()) {
            ("required", ours) => *value = ours,
            (_, ours) if ours == json!({ "min": 1, "max": 50_000 }) => {
                assert_eq!(*value, json!({ "min": 1, "max": 1000 }));
                *value = ours;
            }
            (_, ours) => comparable(value, &ours),
        }
    }
}

#[test]
fn what_a_seed_may_set_is_of_the_model() {
    let model = model();
    let seed = our_members(SEED);
    let mut data = theirs(&model, "com.amazonaws.codepipeline#JobData");
    for (member, shape) in [(".clientId", "ClientId"), (".clientToken", "ClientToken")] {
        data[member] = theirs(&model, &format!("com.amazonaws.codepipeline#{shape}"));
        data[member]["required"] = json!(false);
    }
    comparable(&mut data, &seed);
    assert_eq!(seed, data);
}
