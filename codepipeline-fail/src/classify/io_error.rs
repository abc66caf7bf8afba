//! What an I/O error means for a job.

use std::io::ErrorKind;

use crate::FailureType;

/// The failure type that this kind tells, or `None` where it tells too little.
///
/// A refusal is the worker host's, a missing file is most often a path in the configuration, and a full disk or a lost
/// connection is nobody's fault in the pipeline.
pub(crate) fn failure_type_of_io_error_kind(kind: ErrorKind) -> Option<FailureType> {
    match kind {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some(FailureType::PermissionError),
        ErrorKind::NotFound
        | ErrorKind::NotADirectory
        | ErrorKind::IsADirectory
        | ErrorKind::InvalidFilename
        | ErrorKind::InvalidInput
        | ErrorKind::Unsupported
        | ErrorKind::ArgumentListTooLong => Some(FailureType::ConfigurationError),
        ErrorKind::ConnectionRefused
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::NotConnected
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::AddrNotAvailable
        | ErrorKind::AddrInUse
        | ErrorKind::BrokenPipe
        | ErrorKind::TimedOut
        | ErrorKind::StorageFull
        | ErrorKind::QuotaExceeded
        | ErrorKind::ResourceBusy
        | ErrorKind::ExecutableFileBusy
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::OutOfMemory
        | ErrorKind::WouldBlock
        | ErrorKind::Interrupted => Some(FailureType::SystemUnavailable),
        // InvalidData, UnexpectedEof, WriteZero, Other, and kinds that are yet to come.
        _ => None,
    }
}
