//! `probe_secret`: a secret field. `probe_secrets_of_source`: the secrets of a source that is a failure itself.

use std::fmt::Display;
use std::ops::Deref;

use super::Field;
use crate::AsJobFailure;

type Visit<'v> = &'v mut dyn FnMut(&dyn Display);

/// `Option<T: Display>`
pub trait SecretOfOption {
    fn probe_secret(&self, visit: Visit<'_>);
}

impl<T: Display> SecretOfOption for &&Field<'_, Option<T>> {
    fn probe_secret(&self, visit: Visit<'_>) {
        if let Some(secret) = self.0 {
            visit(secret);
        }
    }
}

/// `T: Display`
pub trait SecretOfValue {
    fn probe_secret(&self, visit: Visit<'_>);
}

impl<T: Display + ?Sized> SecretOfValue for &Field<'_, T> {
    fn probe_secret(&self, visit: Visit<'_>) {
        visit(&self.0);
    }
}

/// Any other type
pub trait NoSecret<'a, T: ?Sized> {
    fn probe_secret(&self, visit: Visit<'_>) -> &'a T;
}

impl<'a, T: ?Sized> NoSecret<'a, T> for Field<'a, T> {
    fn probe_secret(&self, _: Visit<'_>) -> &'a T {
        self.0
    }
}

/// `Option<E>`
pub trait SecretsOfOption {
    fn probe_secrets_of_source(&self, visit: Visit<'_>);
}

impl<F: AsJobFailure> SecretsOfOption for &&&Field<'_, Option<F>> {
    fn probe_secrets_of_source(&self, visit: Visit<'_>) {
        if let Some(failure) = self.0 {
            failure.as_job_failure().visit_secrets(visit);
        }
    }
}

/// `E`
pub trait SecretsOfSource {
    fn probe_secrets_of_source(&self, visit: Visit<'_>);
}

impl<F: AsJobFailure> SecretsOfSource for &&Field<'_, F> {
    fn probe_secrets_of_source(&self, visit: Visit<'_>) {
        self.0.as_job_failure().visit_secrets(visit);
    }
}

/// `Arc<E>`
pub trait SecretsOfDeref {
    fn probe_secrets_of_source(&self, visit: Visit<'_>);
}

impl<P: Deref<Target: AsJobFailure>> SecretsOfDeref for &Field<'_, P> {
    fn probe_secrets_of_source(&self, visit: Visit<'_>) {
        self.0.deref().as_job_failure().visit_secrets(visit);
    }
}

/// Any other source holds no secrets that are known.
pub trait NoSecretsOfSource {
    fn probe_secrets_of_source(&self, visit: Visit<'_>);
}

impl<T: ?Sized> NoSecretsOfSource for Field<'_, T> {
    fn probe_secrets_of_source(&self, _: Visit<'_>) {}
}
