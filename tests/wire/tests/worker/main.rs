//! The worker, against an endpoint in the same process, in virtual time.

mod acknowledgement;
mod life;
mod polling;
mod recovery;
mod support;
mod third_party;
