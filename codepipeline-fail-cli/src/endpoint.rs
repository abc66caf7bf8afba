//! Where requests go: to the service of a region, or to another URL.

use crate::common::Common;
use crate::configuration::Configuration;
use crate::environment::Environment;
use crate::failure::{Failure, FailureKind};

/// Where requests go, and the region that they are signed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// As in `https://codepipeline.eu-west-1.amazonaws.com`.
    pub url: String,
    /// As in `eu-west-1`.
    pub region: String,
}

/// The regions of a partition begin so; the last partition has all others, too
/// (<https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json>).
const PARTITIONS: [(&str, &str, &str); 7] = [
    ("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    ("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
    ("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
    ("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
    ("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    ("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    ("", "amazonaws.com", "api.aws"),
];

/// The name of a region; or what may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region(String);

impl Region {
    /// What an option or a variable says.
    ///
    /// # Errors
    /// If it is no name.
    pub fn told(common: &Common, environment: &Environment) -> Result<Option<Self>, Failure> {
        let variable = || environment.get("AWS_REGION").or_else(|| environment.get("AWS_DEFAULT_REGION"));
        common.region.as_deref().or_else(variable).map(Self::named).transpose()
    }

    /// What the configuration says.
    ///
    /// # Errors
    /// If it is no name.
    pub fn configured(configuration: &Configuration) -> Result<Option<Self>, Failure> {
        configuration.get("region").map(Self::named).transpose()
    }

    /// What the machine says, which is asked last.
    ///
    /// # Errors
    /// If it is no name, or the machine has none.
    pub fn of_machine(name: Option<String>) -> Result<Self, Failure> {
        let none = || {
            let text =
                "You must specify a region. You can also configure your region by running \"aws configure\".";
            Failure::new(FailureKind::NoRegion, text)
        };
        Self::named(&name.ok_or_else(none)?)
    }

    fn named(name: &str) -> Result<Self, Failure> {
        if is_host_label(name) {
            return Ok(Self(name.to_owned()));
        }
        Err(Failure::other(format!("Provided region_name '{name}' doesn't match a supported format.")))
    }
}

impl Endpoint {
    /// What the options, the environment and the configuration say, in this order.
    pub fn of(
        Region(region): &Region,
        common: &Common,
        environment: &Environment,
        configuration: &Configuration,
    ) -> Self {
        let is_on = |variable: &str, setting: &str| {
            let value = configuration.or_variable(setting, environment, variable);
            value.is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
        };
        // Names of regions from the time before there was a setting for it.
        let own_region = region.strip_prefix("fips-").or_else(|| region.strip_suffix("-fips"));
        let is_fips = own_region.is_some() || is_on("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
        let region = own_region.unwrap_or(region.as_str());
        let url = match configured_url(common, environment, configuration) {
            Some(url) => url,
            None => {
                let is_dual_stack = is_on("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
                url_of_service(region, is_fips, is_dual_stack)
            }
        };
        Self { url, region: region.to_owned() }
    }
}

/// A URL that stands in for the service's
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>).
fn configured_url(
    common: &Common,
    environment: &Environment,
    configuration: &Configuration,
) -> Option<String> {
    if let Some(url) = &common.endpoint_url {
        return Some(url.clone());
    }
    let is_ignored = configuration.or_variable(
        "ignore_configured_endpoint_urls",
        environment,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    );
    if is_ignored.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return None;
    }
    let variable = |name| environment.filled(name).map(str::to_owned);
    variable("AWS_ENDPOINT_URL_CODEPIPELINE")
        .or_else(|| variable("AWS_ENDPOINT_URL"))
        .or_else(|| configuration.of_service("codepipeline", "endpoint_url"))
        .or_else(|| configuration.get("endpoint_url").map(str::to_owned))
}

fn url_of_service(region: &str, is_fips: bool, is_dual_stack: bool) -> String {
    let (_, suffix, dual_stack_suffix) = PARTITIONS
        .into_iter()
        .find(|(prefix, ..)| region.starts_with(prefix))
        .expect("the last partition has every region");
    let service = if is_fips { "codepipeline-fips" } else { "codepipeline" };
    let suffix = if is_dual_stack { dual_stack_suffix } else { suffix };
    format!("https://{service}.{region}.{suffix}")
}

/// A region is a part of a host's name: letters, digits and hyphens, and no number.
fn is_host_label(region: &str) -> bool {
    let is_label_character = |character: char| character.is_ascii_alphanumeric() || character == '-';
    (1..64).contains(&region.len())
        && region.chars().all(is_label_character)
        && !region.starts_with('-')
        && !region.ends_with('-')
        && !region.chars().all(|character| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(region: &str, variables: &[(&str, &str)]) -> Endpoint {
        let environment: Environment = variables.iter().copied().collect();
        let common = Common::read(&[]).expect("no options");
        let region = Region::named(region).expect("a region");
        Endpoint::of(&region, &common, &environment, &Configuration::default())
    }

    fn url(region: &str, variables: &[(&str, &str)]) -> String {
        endpoint(region, variables).url
    }

    #[test]
    fn every_region_has_a_url() {
        for (region, expected) in [
            ("eu-west-1", "https://codepipeline.eu-west-1.amazonaws.com"),
            ("us-gov-west-1", "https://codepipeline.us-gov-west-1.amazonaws.com"),
            ("cn-north-1", "https://codepipeline.cn-north-1.amazonaws.com.cn"),
            ("us-iso-east-1", "https://codepipeline.us-iso-east-1.c2s.ic.gov"),
            ("us-isob-east-1", "https://codepipeline.us-isob-east-1.sc2s.sgov.gov"),
            ("mars-north-1", "https://codepipeline.mars-north-1.amazonaws.com"),
            ("fips-us-east-1", "https://codepipeline-fips.us-east-1.amazonaws.com"),
        ] {
            assert_eq!(url(region, &[]), expected);
        }
        assert_eq!(endpoint("fips-us-east-1", &[]).region, "us-east-1");
    }

    #[test]
    fn fips_and_dual_stack_have_urls_of_their_own() {
        let fips = ("AWS_USE_FIPS_ENDPOINT", "true");
        let dual_stack = ("AWS_USE_DUALSTACK_ENDPOINT", "True");
        assert_eq!(url("us-east-2", &[fips]), "https://codepipeline-fips.us-east-2.amazonaws.com");
        assert_eq!(url("us-east-2", &[dual_stack]), "https://codepipeline.us-east-2.api.aws");
        assert_eq!(url("us-east-2", &[fips, dual_stack]), "https://codepipeline-fips.us-east-2.api.aws");
    }

    #[test]
    fn a_variable_may_name_another_url() {
        let (general, own) =
            (("AWS_ENDPOINT_URL", "http://a"), ("AWS_ENDPOINT_URL_CODEPIPELINE", "http://b/"));
        assert_eq!(url("us-east-1", &[general]), "http://a");
        assert_eq!(url("us-east-1", &[general, own]), "http://b/");
        let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
        assert_eq!(url("us-east-1", &[own, ignored]), "https://codepipeline.us-east-1.amazonaws.com");
    }

    #[test]
    fn a_region_is_a_part_of_a_name() {
        for region in ["", "x y", "-x", "x-", "123", "a.b", "evil.com/", &"x".repeat(64)] {
            assert!(Region::named(region).unwrap_err().text.contains("doesn't match"), "{region}");
        }
    }
}
