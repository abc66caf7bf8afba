//! `visit_secret`: a secret field. `visit_secrets_of_source`: the secrets of a source that is a failure itself.

use std::fmt::Display;
use std::ops::Deref;

use super::Field;
use crate::AsJobFailure;

type Visit<'v> = &'v mut dyn FnMut(&dyn Display);

/// `Option<T: Display>`
pub trait SecretOfOption {
    fn visit_secret(&self, visit: Visit<'_>);
}

impl<T: Display> SecretOfOption for &Field<'_, Option<T>> {
    fn visit_secret(&self, visit: Visit<'_>) {
        if let Some(secret) = self.0 {
            visit(secret);
        }
    }
}

/// What can be looked for in the text that is sent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be kept secret",
    label = "a secret is removed from what is sent by its text, so it needs `Display`; what has none cannot get into a \
             message, and needs no mark"
)]
pub trait Secret {
    fn visit_secret(&self, visit: Visit<'_>);
}

#[diagnostic::do_not_recommend]
impl<T: Display> Secret for T {
    fn visit_secret(&self, visit: Visit<'_>) {
        visit(self);
    }
}

impl Secret for str {
    fn visit_secret(&self, visit: Visit<'_>) {
        visit(&self);
    }
}

pub trait SecretOfValue<T: ?Sized> {
    fn visit_secret(&self, visit: Visit<'_>)
    where
        T: Secret;
}

impl<T: ?Sized> SecretOfValue<T> for Field<'_, T> {
    fn visit_secret(&self, visit: Visit<'_>)
    where
        T: Secret,
    {
        self.0.visit_secret(visit);
    }
}

/// `Option<E>`
pub trait SecretsOfOption {
    fn visit_secrets_of_source(&self, visit: Visit<'_>);
}

impl<F: AsJobFailure> SecretsOfOption for &&&Field<'_, Option<F>> {
    fn visit_secrets_of_source(&self, visit: Visit<'_>) {
        if let Some(failure) = self.0 {
            failure.as_job_failure().visit_secrets(visit);
        }
    }
}

/// `E`
pub trait SecretsOfSource {
    fn visit_secrets_of_source(&self, visit: Visit<'_>);
}

impl<F: AsJobFailure> SecretsOfSource for &&Field<'_, F> {
    fn visit_secrets_of_source(&self, visit: Visit<'_>) {
        self.0.as_job_failure().visit_secrets(visit);
    }
}

/// `Arc<E>`
pub trait SecretsOfDeref {
    fn visit_secrets_of_source(&self, visit: Visit<'_>);
}

impl<P: Deref<Target: AsJobFailure>> SecretsOfDeref for &Field<'_, P> {
    fn visit_secrets_of_source(&self, visit: Visit<'_>) {
        self.0.deref().as_job_failure().visit_secrets(visit);
    }
}

/// Any other source holds no secrets that are known.
pub trait NoSecretsOfSource {
    fn visit_secrets_of_source(&self, visit: Visit<'_>);
}

impl<T: ?Sized> NoSecretsOfSource for Field<'_, T> {
    fn visit_secrets_of_source(&self, _: Visit<'_>) {}
}
