//! Lambda functions beside the endpoint: started as Lambda starts them, invoked as CodePipeline invokes them.
//!
//! A [`Function`] is a program that speaks Lambda's Runtime API, in any language. [`Function::attach`] invokes it with
//! every job of an endpoint that is a Lambda function's, so that one process plays both services. [`Function::integrate`]
//! is for functions of the integration model, whose return value is the result.
//!
//! # What it holds to
//!
//! | what | how | from |
//! |---|---|---|
//! | Runtime API | the paths, headers, status codes and error bodies | Lambda's developer guide; its Runtime Interface Emulator |
//! | a poll before the answer | gets the same event again | the emulator |
//! | a second answer | `InvalidStateTransition` (403); after the next event `InvalidRequestID` (400) | the emulator |
//! | an answer | 6,291,556 bytes at most, otherwise `Function.ResponseSizeTooLarge` | the emulator |
//! | extensions | internal ones, told of each event if they like; an event waits for them | Lambda's developer guide |
//! | the environment | what Lambda sets, and nothing of this process's | Lambda's developer guide |
//! | deadline | SIGKILL, `Sandbox.Timedout`, and a new process for the next event | Lambda's developer guide |
//! | after the answer | the deadline holds until the next poll; what happens then changes no outcome | our reading |
//! | frozen | SIGSTOP between the next poll and the next event | Lambda's developer guide |
//! | asynchronous | tried three times, after one and two minutes | Lambda's developer guide |
//! | the integration model | a return value becomes the job's result: [`Function::integrate`] says what is our reading | the user guide |
//! | several at once | one process, as of Managed Instances: not frozen, nor killed by a timeout | the emulator |
//!
//! A program that leaves its process group (`setsid`) gets out of reach. So does one that is at work when this process is
//! killed by SIGKILL, if it goes on although its Runtime API is gone.

mod attachment;
mod builder;
mod environment;
mod exchange;
mod extensions;
mod function;
mod integration;
mod invocation;
mod job_event;
mod outcome;
mod process;
mod returned;
mod runtime_api;
mod service;
mod variables;

pub use builder::{FunctionBuilder, Output};
pub use function::Function;
pub use invocation::Invocation;
pub use outcome::{Attempt, FunctionError, Outcome};
