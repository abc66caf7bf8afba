//! A function under the emulators of Lambda: AWS's runtime interface emulator, and `cargo lambda watch`.

#![cfg(target_os = "linux")]

mod cases;
mod comparison;
mod emulator;
mod lab;
mod rie;

use lab::Lab;

/// Tests under AWS's emulator.
macro_rules! under_rie {
    ($($lab:expr => $cases:ident: $($case:ident)*;)*) => {
        $($(
            #[tokio::test]
            #[ignore = "needs AWS's emulator, `aws-lambda-rie` or what AWS_LAMBDA_RIE names, of the Python package aws-sam-cli \
                        (see `lambda_emulators` in .ci/run): \
                        `AWS_LAMBDA_RIE=... cargo test -p peer-tests --test lambda -- --ignored under_rie`"]
            async fn $case() {
                crate::$cases::$case($lab.await).await;
            }
        )*)*
    };
}

/// Tests under cargo-lambda.
macro_rules! under_cargo_lambda {
    ($($lab:expr => $cases:ident: $($case:ident)*;)*) => {
        $($(
            #[tokio::test]
            #[ignore = "needs cargo-lambda, in the PATH or what CARGO_LAMBDA names: `pip install cargo-lambda`, then \
                        `CARGO_LAMBDA=... cargo test -p peer-tests --test lambda -- --ignored under_cargo_lambda`"]
            async fn $case() {
                crate::$cases::$case($lab.await).await;
            }
        )*)*
    };
}

mod under_rie {
    use super::Lab;

    under_rie! {
        Lab::rie("action") => cases:
            a_success_is_reported
            every_type_of_failure_is_reported_and_no_invocation_fails
            a_panic_is_reported
            an_event_that_cannot_be_read_is_reported
            an_event_without_a_job_is_a_function_error
            an_event_that_comes_again_does_not_run_the_handler_again
            a_result_that_is_refused_comes_with_the_next_delivery;
        Lab::rie("integration") => cases:
            what_an_integration_returns_is_the_answer;
        Lab::rie("action") => rie:
            a_handler_that_sleeps_is_reported_before_the_deadline
            a_handler_that_blocks_is_reported_before_it_is_killed
            a_result_is_kept_while_the_endpoint_is_down
            a_function_that_exits_is_replaced
            a_function_that_is_killed_at_work_does_the_job_again;
        Lab::rie("integration") => rie:
            an_integration_that_sleeps_answers_before_the_deadline;
        std::future::ready(()) => comparison:
            a_function_ends_alike
            an_integration_ends_alike
            a_program_that_ends_before_it_asks_ends_alike
            a_program_that_does_not_start_ends_alike
            a_function_is_told_the_same;
    }
}

mod under_cargo_lambda {
    use super::Lab;

    under_cargo_lambda! {
        Lab::cargo_lambda("action") => cases:
            its_own_command_invokes_the_function
            a_success_is_reported
            every_type_of_failure_is_reported_and_no_invocation_fails
            a_panic_is_reported
            an_event_that_cannot_be_read_is_reported
            an_event_without_a_job_is_a_function_error
            an_event_that_comes_again_does_not_run_the_handler_again
            a_result_that_is_refused_comes_with_the_next_delivery;
        Lab::cargo_lambda("integration") => cases:
            what_an_integration_returns_is_the_answer;
    }
}
