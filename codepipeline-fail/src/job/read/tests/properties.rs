//! Whatever is wrong, and whatever the type says about it: no value is shown.

use std::collections::HashMap;

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::{Deserializer, EnumAccess, Error, VariantAccess, Visitor};
use serde_json::{Value, json};

use super::{Everything, Settings, parameters, values};
use crate::JobDataError;
use crate::job::read::configuration;

/// Types whose errors say all that they know.
#[derive(Debug, Deserialize)]
struct Gossip {
    #[serde(default)]
    _quoted: Option<Quoted>,
    #[serde(default)]
    _spoofed: Option<Spoofed>,
    #[serde(default)]
    _variant: Option<AnyVariant>,
    #[serde(default)]
    _tagged: Option<Tagged>,
    #[serde(default)]
    _untagged: Option<Untagged>,
    #[serde(default)]
    _everything: Option<Everything>,
}

#[derive(Debug)]
struct Quoted;

impl<'de> Deserialize<'de> for Quoted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Err(D::Error::custom(format!("{value} is not for me")))
    }
}

#[derive(Debug)]
struct Spoofed;

impl<'de> Deserialize<'de> for Spoofed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?.to_string();
        if value.len() % 2 == 0 {
            return Err(D::Error::unknown_variant(&value, &["blue"]));
        }
        Err(D::Error::custom(format!("missing field `{value}`")))
    }
}

/// Takes any variant for one that it knows, and then finds that it lacks its value.
#[derive(Debug)]
struct AnyVariant;

impl<'de> Deserialize<'de> for AnyVariant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = AnyVariant;
            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a variant")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<AnyVariant, A::Error> {
                let (_, variant) = data.variant::<String>()?;
                variant.newtype_variant::<u8>().map(|_| AnyVariant)
            }
        }
        deserializer.deserialize_enum("AnyVariant", &["blue"], Any)
    }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "kind")]
enum Tagged {
    _A { _n: u8 },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Untagged {
    _A { _a: u8 },
    _B { _b: bool },
}

const CANARY: &str = "canary-5f3a";

fn json_with_a_canary() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        4 => Just(json!(CANARY)),
        1 => Just(json!(format!("say \"{CANARY}\"\n"))),
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
    ];
    let names = [
        "stack",
        "dry",
        "share",
        "initial",
        "retries",
        "mode",
        "hosts",
        "by_number",
        "pair",
        "green",
        "red",
        "name",
        "port",
        "weight",
        "kind",
        "7",
        "_quoted",
        "_spoofed",
        "_variant",
        "_tagged",
        "_untagged",
        "_everything",
    ];
    scalar.prop_recursive(4, 24, 6, move |inner| {
        let name = prop::sample::select(names.to_vec()).prop_map(str::to_owned);
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            4 => prop::collection::hash_map(name, inner, 0..6).prop_map(Value::from_iter),
        ]
    })
}

fn assert_silent<T>(result: Result<T, JobDataError>) -> Result<(), TestCaseError> {
    if let Err(error) = result {
        for text in [error.to_string(), format!("{error:?}")] {
            prop_assert!(!text.contains("canary"), "{text}");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_error_shows_a_value(document in json_with_a_canary(), cut in any::<prop::sample::Index>()) {
        let whole = document.to_string();
        let end = whole.floor_char_boundary(cut.index(whole.len() + 1));
        for text in [&*whole, &whole[..end]] {
            assert_silent(parameters::<Gossip>(text))?;
            assert_silent(parameters::<Everything>(text))?;
            assert_silent(parameters::<Quoted>(text))?;
            assert_silent(parameters::<Spoofed>(text))?;
            assert_silent(parameters::<AnyVariant>(text))?;
            assert_silent(parameters::<Tagged>(text))?;
            assert_silent(parameters::<Untagged>(text))?;
            assert_silent(parameters::<HashMap<String, Vec<u8>>>(text))?;
            assert_silent(parameters::<(u8, String, ())>(text))?;
        }
        let names = ["stack", "share", "mode", "hosts", "Stack", "Port", "Dry", "_quoted", "_variant", "_tagged"];
        for name in names {
            let values = values(&[("Stack", "shop"), (name, &whole)]);
            assert_silent(configuration::<Settings>(&values))?;
            assert_silent(configuration::<Gossip>(&values))?;
            assert_silent(configuration::<Everything>(&values))?;
            assert_silent(configuration::<HashMap<String, u8>>(&values))?;
        }
    }
}

#[test]
fn a_value_that_stands_where_a_variant_does_is_not_shown() {
    for text in [r#""canary-5f3a""#, r#"{"_variant":"canary-5f3a"}"#] {
        assert_silent(parameters::<Gossip>(text)).unwrap();
        assert_silent(parameters::<AnyVariant>(text)).unwrap();
    }
    assert_silent(configuration::<Gossip>(&values(&[("_variant", CANARY)]))).unwrap();
}
