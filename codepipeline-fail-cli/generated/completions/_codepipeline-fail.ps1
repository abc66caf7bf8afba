
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'codepipeline-fail' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'codepipeline-fail'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'codepipeline-fail' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program as a job, and report how it ended')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'Serve a strict local endpoint for CodePipeline''s job API')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete the commands and options of this one')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages of all commands')
            [CompletionResult]::new('put-job-failure-result', 'put-job-failure-result', [CompletionResultType]::ParameterValue, 'Represents the failure of a job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-job-success-result', 'put-job-success-result', [CompletionResultType]::ParameterValue, 'Represents the success of a job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-third-party-job-failure-result', 'put-third-party-job-failure-result', [CompletionResultType]::ParameterValue, 'Represents the failure of a third party job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-third-party-job-success-result', 'put-third-party-job-success-result', [CompletionResultType]::ParameterValue, 'Represents the success of a third party job as returned to the pipeline by a job worker')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'codepipeline-fail;exec' {
            [CompletionResult]::new('--job-id', '--job-id', [CompletionResultType]::ParameterName, 'The job')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The token of a third-party job; may be in a file: `file://...`')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The failure type for an exit status, as in `3=PermissionError`; may be repeated')
            [CompletionResult]::new('--external-execution-id', '--external-execution-id', [CompletionResultType]::ParameterName, 'The id that people find the run by; `file://...` is read when the program has ended')
            [CompletionResult]::new('--output-variables', '--output-variables', [CompletionResultType]::ParameterName, 'What later actions can use, as in `Url=https://example.com,Files=3`, or JSON; `file://...` is read when the program has ended')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long the program may take, as in `30m`; then it gets SIGTERM')
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'How long it may take to end after SIGTERM; then it gets SIGKILL')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Another URL than the service''s')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region of the pipeline')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'The profile with the configuration and the credentials')
            [CompletionResult]::new('--ca-bundle', '--ca-bundle', [CompletionResultType]::ParameterName, 'The certificates to trust')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'How many seconds an answer is waited for; 0 is for ever')
            [CompletionResult]::new('--cli-connect-timeout', '--cli-connect-timeout', [CompletionResultType]::ParameterName, 'How many seconds a connection is waited for; 0 is for ever')
            [CompletionResult]::new('--no-verify-ssl', '--no-verify-ssl', [CompletionResultType]::ParameterName, 'Do not verify the certificate of the service')
            [CompletionResult]::new('--no-sign-request', '--no-sign-request', [CompletionResultType]::ParameterName, 'Do not sign requests')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Tell on standard error what is done to report')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;local' {
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'The address to listen on; another than loopback lets everybody in who reaches it')
            [CompletionResult]::new('--port', '--port', [CompletionResultType]::ParameterName, 'The port to listen on; 0 takes a free one')
            [CompletionResult]::new('--allow-host', '--allow-host', [CompletionResultType]::ParameterName, 'Answer requests for this host name too, such as a container''s; may be repeated')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Put in the jobs and action types of this JSON file: JobData, a Lambda event, an answer of the API; not if `--state` names a file that is there already; may be repeated')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'Keep the jobs in this file; without it they are lost when the process ends')
            [CompletionResult]::new('--faults', '--faults', [CompletionResultType]::ParameterName, 'Inject the faults of this JSON file; may be repeated')
            [CompletionResult]::new('--auth', '--auth', [CompletionResultType]::ParameterName, 'What of a request''s signature is checked; for `sigv4` the one valid key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
            [CompletionResult]::new('--log', '--log', [CompletionResultType]::ParameterName, 'What to write to standard error of each request, and of each invocation of a function')
            [CompletionResult]::new('--clock', '--clock', [CompletionResultType]::ParameterName, 'Whether time passes by itself, or only when it is told to')
            [CompletionResult]::new('--rng-seed', '--rng-seed', [CompletionResultType]::ParameterName, 'What ids, credentials and the chances of faults are made from')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region in the ARN of a pipeline')
            [CompletionResult]::new('--account-id', '--account-id', [CompletionResultType]::ParameterName, 'The account that the jobs belong to')
            [CompletionResult]::new('--function-name', '--function-name', [CompletionResultType]::ParameterName, 'Invoke it only with jobs whose FunctionName is this')
            [CompletionResult]::new('--function-timeout', '--function-timeout', [CompletionResultType]::ParameterName, 'How long it may take for an event; then it gets SIGKILL')
            [CompletionResult]::new('--function-retries', '--function-retries', [CompletionResultType]::ParameterName, 'After which times an event is delivered again that it did not succeed with: two at most, or `never`')
            [CompletionResult]::new('--function-variable', '--function-variable', [CompletionResultType]::ParameterName, 'A variable of its environment; without a value that of this one; may be repeated')
            [CompletionResult]::new('--acknowledge-within', '--acknowledge-within', [CompletionResultType]::ParameterName, 'How long a job that was handed out waits to be acknowledged, before it is handed out again')
            [CompletionResult]::new('--job-timeout', '--job-timeout', [CompletionResultType]::ParameterName, 'How long a job may take until its result')
            [CompletionResult]::new('--lambda-timeout', '--lambda-timeout', [CompletionResultType]::ParameterName, 'The same for the job of a Lambda function')
            [CompletionResult]::new('--continue-after', '--continue-after', [CompletionResultType]::ParameterName, 'How long after a continuation token the next job comes')
            [CompletionResult]::new('--forget-after', '--forget-after', [CompletionResultType]::ParameterName, 'How long after its end a job is forgotten; by default never')
            [CompletionResult]::new('--repeated-acknowledgement', '--repeated-acknowledgement', [CompletionResultType]::ParameterName, 'What a job answers that is acknowledged again by the same nonce')
            [CompletionResult]::new('--default-batch-size', '--default-batch-size', [CompletionResultType]::ParameterName, 'How many jobs a poll without maxBatchSize gets')
            [CompletionResult]::new('--length-unit', '--length-unit', [CompletionResultType]::ParameterName, 'What lengths are counted in')
            [CompletionResult]::new('--headless', '--headless', [CompletionResultType]::ParameterName, 'Do without the page for people')
            [CompletionResult]::new('--relaxed', '--relaxed', [CompletionResultType]::ParameterName, 'Let requests pass that violate the API''s constraints, and count the violations')
            [CompletionResult]::new('--accept-unacknowledged-result', '--accept-unacknowledged-result', [CompletionResultType]::ParameterName, 'Let a job take a result that was not acknowledged')
            [CompletionResult]::new('--accept-repeated-result', '--accept-repeated-result', [CompletionResultType]::ParameterName, 'Accept the result that ended a job once more, without effect')
            [CompletionResult]::new('--coral-types', '--coral-types', [CompletionResultType]::ParameterName, 'Name the shapes within JobData as `__type`')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;completions' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'codepipeline-fail;man' {
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'codepipeline-fail;put-job-failure-result' {
            [CompletionResult]::new('--job-id', '--job-id', [CompletionResultType]::ParameterName, 'The unique system-generated ID of the job that failed. This is the same ID returned from PollForJobs.')
            [CompletionResult]::new('--failure-details', '--failure-details', [CompletionResultType]::ParameterName, 'The details about the failure of a job.')
            [CompletionResult]::new('--cli-input-json', '--cli-input-json', [CompletionResultType]::ParameterName, 'All arguments, as JSON.')
            [CompletionResult]::new('--cli-input-yaml', '--cli-input-yaml', [CompletionResultType]::ParameterName, 'All arguments, as YAML.')
            [CompletionResult]::new('--generate-cli-skeleton', '--generate-cli-skeleton', [CompletionResultType]::ParameterName, 'Print a skeleton of all arguments.')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Override command''s default URL with the given URL.')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The formatting style for command output.')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath query to use in filtering the response data.')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use a specific profile from your credential file.')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region to use. Overrides config/env settings.')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Turn on/off color output.')
            [CompletionResult]::new('--ca-bundle', '--ca-bundle', [CompletionResultType]::ParameterName, 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-connect-timeout', '--cli-connect-timeout', [CompletionResultType]::ParameterName, 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-binary-format', '--cli-binary-format', [CompletionResultType]::ParameterName, 'The formatting style to be used for binary blobs. There are none here.')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Remove secrets from the message: those of the environment, the client token, and what looks like a secret.')
            [CompletionResult]::new('--truncate', '--truncate', [CompletionResultType]::ParameterName, 'Cut a message that is longer than the service takes in its middle, instead of having it refused.')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Tell on the standard error what is done.')
            [CompletionResult]::new('--no-verify-ssl', '--no-verify-ssl', [CompletionResultType]::ParameterName, 'Do not verify the certificate of the service.')
            [CompletionResult]::new('--no-paginate', '--no-paginate', [CompletionResultType]::ParameterName, 'Disable automatic pagination. There is none here.')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Display the version of this tool.')
            [CompletionResult]::new('--no-sign-request', '--no-sign-request', [CompletionResultType]::ParameterName, 'Do not sign requests. Credentials will not be loaded if this argument is provided.')
            [CompletionResult]::new('--no-cli-pager', '--no-cli-pager', [CompletionResultType]::ParameterName, 'Disable cli pager for output. There is none here.')
            [CompletionResult]::new('--cli-auto-prompt', '--cli-auto-prompt', [CompletionResultType]::ParameterName, 'Automatically prompt for CLI input parameters.')
            [CompletionResult]::new('--no-cli-auto-prompt', '--no-cli-auto-prompt', [CompletionResultType]::ParameterName, 'Disable automatically prompt for CLI input parameters.')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;put-job-success-result' {
            [CompletionResult]::new('--job-id', '--job-id', [CompletionResultType]::ParameterName, 'The unique system-generated ID of the job that succeeded. This is the same ID returned from PollForJobs.')
            [CompletionResult]::new('--current-revision', '--current-revision', [CompletionResultType]::ParameterName, 'The ID of the current revision of the artifact successfully worked on by the job.')
            [CompletionResult]::new('--continuation-token', '--continuation-token', [CompletionResultType]::ParameterName, 'A token generated by a job worker, such as a CodeDeploy deployment ID, that a successful job provides to identify a custom action in progress. Future jobs use this token to identify the running instance of the action. It can be reused to return more information about the progress of the custom action. When the action is complete, no continuation token should be supplied.')
            [CompletionResult]::new('--execution-details', '--execution-details', [CompletionResultType]::ParameterName, 'The execution details of the successful job, such as the actions taken by the job worker.')
            [CompletionResult]::new('--output-variables', '--output-variables', [CompletionResultType]::ParameterName, 'Key-value pairs produced as output by a job worker that can be made available to a downstream action configuration. outputVariables can be included only when there is no continuation token on the request.')
            [CompletionResult]::new('--cli-input-json', '--cli-input-json', [CompletionResultType]::ParameterName, 'All arguments, as JSON.')
            [CompletionResult]::new('--cli-input-yaml', '--cli-input-yaml', [CompletionResultType]::ParameterName, 'All arguments, as YAML.')
            [CompletionResult]::new('--generate-cli-skeleton', '--generate-cli-skeleton', [CompletionResultType]::ParameterName, 'Print a skeleton of all arguments.')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Override command''s default URL with the given URL.')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The formatting style for command output.')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath query to use in filtering the response data.')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use a specific profile from your credential file.')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region to use. Overrides config/env settings.')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Turn on/off color output.')
            [CompletionResult]::new('--ca-bundle', '--ca-bundle', [CompletionResultType]::ParameterName, 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-connect-timeout', '--cli-connect-timeout', [CompletionResultType]::ParameterName, 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-binary-format', '--cli-binary-format', [CompletionResultType]::ParameterName, 'The formatting style to be used for binary blobs. There are none here.')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Tell on the standard error what is done.')
            [CompletionResult]::new('--no-verify-ssl', '--no-verify-ssl', [CompletionResultType]::ParameterName, 'Do not verify the certificate of the service.')
            [CompletionResult]::new('--no-paginate', '--no-paginate', [CompletionResultType]::ParameterName, 'Disable automatic pagination. There is none here.')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Display the version of this tool.')
            [CompletionResult]::new('--no-sign-request', '--no-sign-request', [CompletionResultType]::ParameterName, 'Do not sign requests. Credentials will not be loaded if this argument is provided.')
            [CompletionResult]::new('--no-cli-pager', '--no-cli-pager', [CompletionResultType]::ParameterName, 'Disable cli pager for output. There is none here.')
            [CompletionResult]::new('--cli-auto-prompt', '--cli-auto-prompt', [CompletionResultType]::ParameterName, 'Automatically prompt for CLI input parameters.')
            [CompletionResult]::new('--no-cli-auto-prompt', '--no-cli-auto-prompt', [CompletionResultType]::ParameterName, 'Disable automatically prompt for CLI input parameters.')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;put-third-party-job-failure-result' {
            [CompletionResult]::new('--job-id', '--job-id', [CompletionResultType]::ParameterName, 'The ID of the job that failed. This is the same ID returned from PollForThirdPartyJobs.')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The clientToken portion of the clientId and clientToken pair used to verify that the calling entity is allowed access to the job and its details.')
            [CompletionResult]::new('--failure-details', '--failure-details', [CompletionResultType]::ParameterName, 'Represents information about failure details.')
            [CompletionResult]::new('--cli-input-json', '--cli-input-json', [CompletionResultType]::ParameterName, 'All arguments, as JSON.')
            [CompletionResult]::new('--cli-input-yaml', '--cli-input-yaml', [CompletionResultType]::ParameterName, 'All arguments, as YAML.')
            [CompletionResult]::new('--generate-cli-skeleton', '--generate-cli-skeleton', [CompletionResultType]::ParameterName, 'Print a skeleton of all arguments.')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Override command''s default URL with the given URL.')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The formatting style for command output.')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath query to use in filtering the response data.')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use a specific profile from your credential file.')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region to use. Overrides config/env settings.')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Turn on/off color output.')
            [CompletionResult]::new('--ca-bundle', '--ca-bundle', [CompletionResultType]::ParameterName, 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-connect-timeout', '--cli-connect-timeout', [CompletionResultType]::ParameterName, 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-binary-format', '--cli-binary-format', [CompletionResultType]::ParameterName, 'The formatting style to be used for binary blobs. There are none here.')
            [CompletionResult]::new('--redact', '--redact', [CompletionResultType]::ParameterName, 'Remove secrets from the message: those of the environment, the client token, and what looks like a secret.')
            [CompletionResult]::new('--truncate', '--truncate', [CompletionResultType]::ParameterName, 'Cut a message that is longer than the service takes in its middle, instead of having it refused.')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Tell on the standard error what is done.')
            [CompletionResult]::new('--no-verify-ssl', '--no-verify-ssl', [CompletionResultType]::ParameterName, 'Do not verify the certificate of the service.')
            [CompletionResult]::new('--no-paginate', '--no-paginate', [CompletionResultType]::ParameterName, 'Disable automatic pagination. There is none here.')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Display the version of this tool.')
            [CompletionResult]::new('--no-sign-request', '--no-sign-request', [CompletionResultType]::ParameterName, 'Do not sign requests. Credentials will not be loaded if this argument is provided.')
            [CompletionResult]::new('--no-cli-pager', '--no-cli-pager', [CompletionResultType]::ParameterName, 'Disable cli pager for output. There is none here.')
            [CompletionResult]::new('--cli-auto-prompt', '--cli-auto-prompt', [CompletionResultType]::ParameterName, 'Automatically prompt for CLI input parameters.')
            [CompletionResult]::new('--no-cli-auto-prompt', '--no-cli-auto-prompt', [CompletionResultType]::ParameterName, 'Disable automatically prompt for CLI input parameters.')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;put-third-party-job-success-result' {
            [CompletionResult]::new('--job-id', '--job-id', [CompletionResultType]::ParameterName, 'The ID of the job that successfully completed. This is the same ID returned from PollForThirdPartyJobs.')
            [CompletionResult]::new('--client-token', '--client-token', [CompletionResultType]::ParameterName, 'The clientToken portion of the clientId and clientToken pair used to verify that the calling entity is allowed access to the job and its details.')
            [CompletionResult]::new('--current-revision', '--current-revision', [CompletionResultType]::ParameterName, 'Represents information about a current revision.')
            [CompletionResult]::new('--continuation-token', '--continuation-token', [CompletionResultType]::ParameterName, 'A token generated by a job worker, such as a CodeDeploy deployment ID, that a successful job provides to identify a partner action in progress. Future jobs use this token to identify the running instance of the action. It can be reused to return more information about the progress of the partner action. When the action is complete, no continuation token should be supplied.')
            [CompletionResult]::new('--execution-details', '--execution-details', [CompletionResultType]::ParameterName, 'The details of the actions taken and results produced on an artifact as it passes through stages in the pipeline.')
            [CompletionResult]::new('--cli-input-json', '--cli-input-json', [CompletionResultType]::ParameterName, 'All arguments, as JSON.')
            [CompletionResult]::new('--cli-input-yaml', '--cli-input-yaml', [CompletionResultType]::ParameterName, 'All arguments, as YAML.')
            [CompletionResult]::new('--generate-cli-skeleton', '--generate-cli-skeleton', [CompletionResultType]::ParameterName, 'Print a skeleton of all arguments.')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Override command''s default URL with the given URL.')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The formatting style for command output.')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'A JMESPath query to use in filtering the response data.')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use a specific profile from your credential file.')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'The region to use. Overrides config/env settings.')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'Turn on/off color output.')
            [CompletionResult]::new('--ca-bundle', '--ca-bundle', [CompletionResultType]::ParameterName, 'The CA certificate bundle to use when verifying SSL certificates. Overrides config/env settings.')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'The maximum socket read time in seconds. If the value is set to 0, the socket read will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-connect-timeout', '--cli-connect-timeout', [CompletionResultType]::ParameterName, 'The maximum socket connect time in seconds. If the value is set to 0, the socket connect will be blocking and not timeout. The default value is 60 seconds.')
            [CompletionResult]::new('--cli-binary-format', '--cli-binary-format', [CompletionResultType]::ParameterName, 'The formatting style to be used for binary blobs. There are none here.')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Tell on the standard error what is done.')
            [CompletionResult]::new('--no-verify-ssl', '--no-verify-ssl', [CompletionResultType]::ParameterName, 'Do not verify the certificate of the service.')
            [CompletionResult]::new('--no-paginate', '--no-paginate', [CompletionResultType]::ParameterName, 'Disable automatic pagination. There is none here.')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Display the version of this tool.')
            [CompletionResult]::new('--no-sign-request', '--no-sign-request', [CompletionResultType]::ParameterName, 'Do not sign requests. Credentials will not be loaded if this argument is provided.')
            [CompletionResult]::new('--no-cli-pager', '--no-cli-pager', [CompletionResultType]::ParameterName, 'Disable cli pager for output. There is none here.')
            [CompletionResult]::new('--cli-auto-prompt', '--cli-auto-prompt', [CompletionResultType]::ParameterName, 'Automatically prompt for CLI input parameters.')
            [CompletionResult]::new('--no-cli-auto-prompt', '--no-cli-auto-prompt', [CompletionResultType]::ParameterName, 'Disable automatically prompt for CLI input parameters.')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'codepipeline-fail;help' {
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program as a job, and report how it ended')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'Serve a strict local endpoint for CodePipeline''s job API')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print what a shell needs to complete the commands and options of this one')
            [CompletionResult]::new('man', 'man', [CompletionResultType]::ParameterValue, 'Write the manual pages of all commands')
            [CompletionResult]::new('put-job-failure-result', 'put-job-failure-result', [CompletionResultType]::ParameterValue, 'Represents the failure of a job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-job-success-result', 'put-job-success-result', [CompletionResultType]::ParameterValue, 'Represents the success of a job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-third-party-job-failure-result', 'put-third-party-job-failure-result', [CompletionResultType]::ParameterValue, 'Represents the failure of a third party job as returned to the pipeline by a job worker')
            [CompletionResult]::new('put-third-party-job-success-result', 'put-third-party-job-success-result', [CompletionResultType]::ParameterValue, 'Represents the success of a third party job as returned to the pipeline by a job worker')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'codepipeline-fail;help;exec' {
            break
        }
        'codepipeline-fail;help;local' {
            break
        }
        'codepipeline-fail;help;completions' {
            break
        }
        'codepipeline-fail;help;man' {
            break
        }
        'codepipeline-fail;help;put-job-failure-result' {
            break
        }
        'codepipeline-fail;help;put-job-success-result' {
            break
        }
        'codepipeline-fail;help;put-third-party-job-failure-result' {
            break
        }
        'codepipeline-fail;help;put-third-party-job-success-result' {
            break
        }
        'codepipeline-fail;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
