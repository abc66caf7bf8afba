# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_codepipeline_fail_global_optspecs
    string join \n h/help V/version
end

function __fish_codepipeline_fail_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_codepipeline_fail_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_codepipeline_fail_using_subcommand
    set -l cmd (__fish_codepipeline_fail_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -s h -l help -d 'Print help'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -s V -l version -d 'Print version'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "exec" -d 'Run a program as a job, and report how it ended'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "local" -d 'Serve a strict local endpoint for CodePipeline\'s job API'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "completions" -d 'Print what a shell needs to complete the commands and options of this one'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "man" -d 'Write the manual pages of all commands'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "put-job-failure-result" -d 'Represents the failure of a job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "put-job-success-result" -d 'Represents the success of a job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "put-third-party-job-failure-result" -d 'Represents the failure of a third party job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "put-third-party-job-success-result" -d 'Represents the success of a third party job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l job-id -d 'The job' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l client-token -d 'The token of a third-party job; may be in a file: `file://...`' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l on -d 'The failure type for an exit status, as in `3=PermissionError`; may be repeated' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l external-execution-id -d 'The id that people find the run by; `file://...` is read when the program has ended' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l output-variables -d 'What later actions can use, as in `Url=https://example.com,Files=3`, or JSON; `file://...` is read when the program has ended' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l timeout -d 'How long the program may take, as in `30m`; then it gets SIGTERM' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l grace -d 'How long it may take to end after SIGTERM; then it gets SIGKILL' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l endpoint-url -d 'Another URL than the service\'s' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l region -d 'The region of the pipeline' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l profile -d 'The profile with the configuration and the credentials' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l ca-bundle -d 'The certificates to trust' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l cli-read-timeout -d 'How many seconds an answer is waited for; 0 is for ever' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l cli-connect-timeout -d 'How many seconds a connection is waited for; 0 is for ever' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l no-verify-ssl -d 'Do not verify the certificate of the service'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l no-sign-request -d 'Do not sign requests'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -l debug -d 'Tell on standard error what is done to report'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l host -d 'The address to listen on; another than loopback lets everybody in who reaches it' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l port -d 'The port to listen on; 0 takes a free one' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l allow-host -d 'Answer requests for this host name too, such as a container\'s; may be repeated' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l seed -d 'Put in the jobs and action types of this JSON file: JobData, a Lambda event, an answer of the API; not if `--state` names a file that is there already; may be repeated' -r -F
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l state -d 'Keep the jobs in this file; without it they are lost when the process ends' -r -F
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l faults -d 'Inject the faults of this JSON file; may be repeated' -r -F
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l auth -d 'What of a request\'s signature is checked; for `sigv4` the one valid key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY' -r -f -a "off\t'Nothing: requests need none'
scope\t'That it is for CodePipeline; any key will do'
sigv4\t'All of it'"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l log -d 'What to write to standard error of each request, and of each invocation of a function' -r -f -a "text\t'A line for people'
json\t'A JSON object'
off\t'Nothing'"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l clock -d 'Whether time passes by itself, or only when it is told to' -r -f -a "real\t''
manual\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l rng-seed -d 'What ids, credentials and the chances of faults are made from' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l region -d 'The region in the ARN of a pipeline' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l account-id -d 'The account that the jobs belong to' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l function-name -d 'Invoke it only with jobs whose FunctionName is this' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l function-timeout -d 'How long it may take for an event; then it gets SIGKILL' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l function-retries -d 'After which times an event is delivered again that it did not succeed with: two at most, or `never`' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l function-variable -d 'A variable of its environment; without a value that of this one; may be repeated' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l acknowledge-within -d 'How long a job that was handed out waits to be acknowledged, before it is handed out again' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l job-timeout -d 'How long a job may take until its result' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l lambda-timeout -d 'The same for the job of a Lambda function' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l continue-after -d 'How long after a continuation token the next job comes' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l forget-after -d 'How long after its end a job is forgotten; by default never' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l repeated-acknowledgement -d 'What a job answers that is acknowledged again by the same nonce' -r -f -a "invalid-nonce\t''
invalid-job-state\t''
status\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l default-batch-size -d 'How many jobs a poll without maxBatchSize gets' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l length-unit -d 'What lengths are counted in' -r -f -a "code-point\t''
utf16\t''
byte\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l headless -d 'Do without the page for people'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l relaxed -d 'Let requests pass that violate the API\'s constraints, and count the violations'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l accept-unacknowledged-result -d 'Let a job take a result that was not acknowledged'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l accept-repeated-result -d 'Accept the result that ended a job once more, without effect'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -l coral-types -d 'Name the shapes within JobData as `__type`'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand local" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand completions" -s h -l help -d 'Print help'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand man" -s h -l help -d 'Print help'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l job-id -d 'The unique system-generated ID of the job that failed. This is the same ID returned from PollForJobs.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l failure-details -d 'The details about the failure of a job.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-input-json -d 'All arguments, as JSON.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-input-yaml -d 'All arguments, as YAML.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l generate-cli-skeleton -d 'Print a skeleton of all arguments.' -r -f -a "input\t''
output\t''
yaml-input\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l endpoint-url -d 'Override command\'s default URL with the given URL.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l output -d 'The formatting style for command output.' -r -f -a "json\t''
text\t''
table\t''
yaml\t''
yaml-stream\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l query -d 'A JMESPath query to use in filtering the response data.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l profile -d 'Use a specific profile from your credential file.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l region -d 'The region to use. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l color -d 'Turn on/off color output.' -r -f -a "on\t''
off\t''
auto\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l ca-bundle -d 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-read-timeout -d 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-connect-timeout -d 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-binary-format -d 'The formatting style to be used for binary blobs. There are none here.' -r -f -a "base64\t''
raw-in-base64-out\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l redact -d 'Remove secrets from the message: those of the environment, the client token, and what looks like a secret.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l truncate -d 'Cut a message that is longer than the service takes in its middle, instead of having it refused.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l debug -d 'Tell on the standard error what is done.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l no-verify-ssl -d 'Do not verify the certificate of the service.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l no-paginate -d 'Disable automatic pagination. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l version -d 'Display the version of this tool.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l no-sign-request -d 'Do not sign requests. Credentials will not be loaded if this argument is provided.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l no-cli-pager -d 'Disable cli pager for output. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l cli-auto-prompt -d 'Automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -l no-cli-auto-prompt -d 'Disable automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-failure-result" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l job-id -d 'The unique system-generated ID of the job that succeeded. This is the same ID returned from PollForJobs.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l current-revision -d 'The ID of the current revision of the artifact successfully worked on by the job.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l continuation-token -d 'A token generated by a job worker, such as a CodeDeploy deployment ID, that a successful job provides to identify a custom action in progress. Future jobs use this token to identify the running instance of the action. It can be reused to return more information about the progress of the custom action. When the action is complete, no continuation token should be supplied.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l execution-details -d 'The execution details of the successful job, such as the actions taken by the job worker.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l output-variables -d 'Key-value pairs produced as output by a job worker that can be made available to a downstream action configuration. outputVariables can be included only when there is no continuation token on the request.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-input-json -d 'All arguments, as JSON.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-input-yaml -d 'All arguments, as YAML.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l generate-cli-skeleton -d 'Print a skeleton of all arguments.' -r -f -a "input\t''
output\t''
yaml-input\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l endpoint-url -d 'Override command\'s default URL with the given URL.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l output -d 'The formatting style for command output.' -r -f -a "json\t''
text\t''
table\t''
yaml\t''
yaml-stream\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l query -d 'A JMESPath query to use in filtering the response data.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l profile -d 'Use a specific profile from your credential file.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l region -d 'The region to use. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l color -d 'Turn on/off color output.' -r -f -a "on\t''
off\t''
auto\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l ca-bundle -d 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-read-timeout -d 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-connect-timeout -d 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-binary-format -d 'The formatting style to be used for binary blobs. There are none here.' -r -f -a "base64\t''
raw-in-base64-out\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l debug -d 'Tell on the standard error what is done.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l no-verify-ssl -d 'Do not verify the certificate of the service.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l no-paginate -d 'Disable automatic pagination. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l version -d 'Display the version of this tool.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l no-sign-request -d 'Do not sign requests. Credentials will not be loaded if this argument is provided.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l no-cli-pager -d 'Disable cli pager for output. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l cli-auto-prompt -d 'Automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -l no-cli-auto-prompt -d 'Disable automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-job-success-result" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l job-id -d 'The ID of the job that failed. This is the same ID returned from PollForThirdPartyJobs.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l client-token -d 'The clientToken portion of the clientId and clientToken pair used to verify that the calling entity is allowed access to the job and its details.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l failure-details -d 'Represents information about failure details.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-input-json -d 'All arguments, as JSON.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-input-yaml -d 'All arguments, as YAML.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l generate-cli-skeleton -d 'Print a skeleton of all arguments.' -r -f -a "input\t''
output\t''
yaml-input\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l endpoint-url -d 'Override command\'s default URL with the given URL.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l output -d 'The formatting style for command output.' -r -f -a "json\t''
text\t''
table\t''
yaml\t''
yaml-stream\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l query -d 'A JMESPath query to use in filtering the response data.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l profile -d 'Use a specific profile from your credential file.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l region -d 'The region to use. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l color -d 'Turn on/off color output.' -r -f -a "on\t''
off\t''
auto\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l ca-bundle -d 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-read-timeout -d 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-connect-timeout -d 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-binary-format -d 'The formatting style to be used for binary blobs. There are none here.' -r -f -a "base64\t''
raw-in-base64-out\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l redact -d 'Remove secrets from the message: those of the environment, the client token, and what looks like a secret.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l truncate -d 'Cut a message that is longer than the service takes in its middle, instead of having it refused.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l debug -d 'Tell on the standard error what is done.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l no-verify-ssl -d 'Do not verify the certificate of the service.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l no-paginate -d 'Disable automatic pagination. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l version -d 'Display the version of this tool.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l no-sign-request -d 'Do not sign requests. Credentials will not be loaded if this argument is provided.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l no-cli-pager -d 'Disable cli pager for output. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l cli-auto-prompt -d 'Automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -l no-cli-auto-prompt -d 'Disable automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-failure-result" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l job-id -d 'The ID of the job that successfully completed. This is the same ID returned from PollForThirdPartyJobs.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l client-token -d 'The clientToken portion of the clientId and clientToken pair used to verify that the calling entity is allowed access to the job and its details.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l current-revision -d 'Represents information about a current revision.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l continuation-token -d 'A token generated by a job worker, such as a CodeDeploy deployment ID, that a successful job provides to identify a partner action in progress. Future jobs use this token to identify the running instance of the action. It can be reused to return more information about the progress of the partner action. When the action is complete, no continuation token should be supplied.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l execution-details -d 'The details of the actions taken and results produced on an artifact as it passes through stages in the pipeline.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-input-json -d 'All arguments, as JSON.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-input-yaml -d 'All arguments, as YAML.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l generate-cli-skeleton -d 'Print a skeleton of all arguments.' -r -f -a "input\t''
output\t''
yaml-input\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l endpoint-url -d 'Override command\'s default URL with the given URL.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l output -d 'The formatting style for command output.' -r -f -a "json\t''
text\t''
table\t''
yaml\t''
yaml-stream\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l query -d 'A JMESPath query to use in filtering the response data.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l profile -d 'Use a specific profile from your credential file.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l region -d 'The region to use. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l color -d 'Turn on/off color output.' -r -f -a "on\t''
off\t''
auto\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l ca-bundle -d 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-read-timeout -d 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-connect-timeout -d 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.' -r
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-binary-format -d 'The formatting style to be used for binary blobs. There are none here.' -r -f -a "base64\t''
raw-in-base64-out\t''"
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l debug -d 'Tell on the standard error what is done.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l no-verify-ssl -d 'Do not verify the certificate of the service.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l no-paginate -d 'Disable automatic pagination. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l version -d 'Display the version of this tool.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l no-sign-request -d 'Do not sign requests. Credentials will not be loaded if this argument is provided.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l no-cli-pager -d 'Disable cli pager for output. There is none here.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l cli-auto-prompt -d 'Automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -l no-cli-auto-prompt -d 'Disable automatically prompt for CLI input parameters.'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand put-third-party-job-success-result" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "exec" -d 'Run a program as a job, and report how it ended'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "local" -d 'Serve a strict local endpoint for CodePipeline\'s job API'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "completions" -d 'Print what a shell needs to complete the commands and options of this one'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "man" -d 'Write the manual pages of all commands'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "put-job-failure-result" -d 'Represents the failure of a job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "put-job-success-result" -d 'Represents the success of a job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "put-third-party-job-failure-result" -d 'Represents the failure of a third party job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "put-third-party-job-success-result" -d 'Represents the success of a third party job as returned to the pipeline by a job worker'
complete -c codepipeline-fail -n "__fish_codepipeline_fail_using_subcommand help; and not __fish_seen_subcommand_from exec local completions man put-job-failure-result put-job-success-result put-third-party-job-failure-result put-third-party-job-success-result help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
