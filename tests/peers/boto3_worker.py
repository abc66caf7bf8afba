"""Does jobs with boto3, provokes every error, and holds each answer against botocore's own model of the service.

Usage: python3 boto3_worker.py URL CLIENT_TOKEN TEXT [NAME OF A STRUCTURE THAT TELLS ITS TYPE]...

Four jobs wait for the worker, and four for the partner's.
"""

import json
import re
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

ACTION_TYPE = {"category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1"}
PARTNERS_ACTION_TYPE = {"category": "Test", "owner": "ThirdParty", "provider": "Acme", "version": "1"}
NO_JOB = "00000000-0000-4000-8000-000000000000"
FAILURE = {"type": "JobFailed", "message": "no disk"}
REQUEST_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PYTHON_TYPES = {"string": str, "integer": int, "long": int, "boolean": bool, "timestamp": datetime}


class Witness:
    """Sees every answer, and knows in the end what of the model no answer had."""

    def __init__(self, client):
        self.model = client.meta.service_model
        self.operations = set()
        self.members = defaultdict(set)
        self.errors = defaultdict(set)
        self.types = set()
        client.meta.events.register("after-call.codepipeline", self.see)

    def see(self, http_response, parsed, model, **_):
        self.operations.add(model.name)
        metadata = parsed.pop("ResponseMetadata")
        assert REQUEST_ID.fullmatch(metadata["RequestId"]), metadata
        if http_response.status_code >= 300:
            self.see_error(http_response, parsed, model)
        elif model.output_shape:
            self.see_value(model.output_shape, json.loads(http_response.content), parsed, model.name)
        else:
            assert (http_response.content, parsed) == (b"", {}), (model.name, http_response.content)
        parsed["ResponseMetadata"] = metadata

    def see_error(self, http_response, parsed, model):
        raw = json.loads(http_response.content)
        assert parsed["Error"] == {"Code": raw["__type"], "Message": raw["message"]}, (raw, parsed)
        self.errors[model.name].add(raw["__type"])

    def see_value(self, shape, raw, parsed, path):
        """Compares what came, what botocore made of it and what its model says."""
        see = {"structure": self.see_structure, "list": self.see_list, "map": self.see_map}
        see.get(shape.type_name, self.see_scalar)(shape, raw, parsed, path)

    def see_structure(self, shape, raw, parsed, path):
        raw_type = raw.pop("__type", None)
        if raw_type:
            assert raw_type == shape.name, (path, raw_type)
            self.types.add(raw_type)
        assert raw.keys() == parsed.keys() <= shape.members.keys(), (path, raw, parsed)
        assert raw.keys() >= set(shape.required_members), (path, raw)
        for name, value in raw.items():
            member = f"{path}.{name}"
            self.members[path.partition(".")[0]].add(member)
            self.see_value(shape.members[name], value, parsed[name], member)

    def see_list(self, shape, raw, parsed, path):
        for raw_item, item in zip(raw, parsed, strict=True):
            self.see_value(shape.member, raw_item, item, path)

    def see_map(self, shape, raw, parsed, path):
        assert raw.keys() == parsed.keys(), (path, raw, parsed)
        for key, value in raw.items():
            self.see_scalar(shape.key, key, key, path)
            self.see_value(shape.value, value, parsed[key], path)

    def see_scalar(self, shape, raw, parsed, path):
        assert type(parsed) is PYTHON_TYPES[shape.type_name], (path, parsed)
        if isinstance(parsed, str):
            assert raw == parsed, (path, raw, parsed)
            assert not shape.enum or parsed in shape.enum, (path, parsed)
            assert re.fullmatch(shape.metadata.get("pattern", "(?s:.*)"), parsed), (path, parsed)
            shortest, longest = (shape.metadata.get(name) for name in ("min", "max"))
            assert (shortest or 0) <= len(parsed) <= (longest or len(parsed)), (path, parsed)

    def unseen(self):
        """The members and errors of the model that no answer had."""
        for name in self.operations:
            operation = self.model.operation_model(name)
            yield from set(members(operation.output_shape, name)) - self.members[name]
            yield from ({f"{name}: {error.name}" for error in operation.error_shapes}
                        - {f"{name}: {code}" for code in self.errors[name]})


def members(shape, path):
    """The paths of all members below a shape."""
    kind = shape and shape.type_name
    if kind == "structure":
        for name, member in shape.members.items():
            yield f"{path}.{name}"
            yield from members(member, f"{path}.{name}")
    elif kind == "list":
        yield from members(shape.member, path)
    elif kind == "map":
        yield from members(shape.value, path)


def connect(url, **options):
    return boto3.client("codepipeline", endpoint_url=url,
                        config=Config(retries={"total_max_attempts": 1}, **options))


def refused(client, operation, code, arguments):
    """Expects the class of exception that botocore makes for the code, if its model has the code."""
    exception = getattr(client.exceptions, code, ClientError)
    try:
        getattr(client, xform_name(operation))(**arguments)
    except exception as error:
        assert error.response["Error"]["Code"] == code, error
        assert f"({code}) when calling the {operation} operation" in str(error), error
        return error.response["Error"]["Message"]
    raise AssertionError(f"{operation} was not refused with {code}")


def take_jobs(client, count, text):
    """Polls for jobs and acknowledges them."""
    jobs = client.poll_for_jobs(actionTypeId=ACTION_TYPE, maxBatchSize=count,
                                queryParam={"Stack": "shop-production"})["jobs"]
    assert len(jobs) == count, jobs
    for job in jobs:
        nonce = job.pop("nonce")
        assert client.get_job_details(jobId=job["id"])["jobDetails"] == job
        assert job["data"]["actionConfiguration"]["configuration"]["Note"] == text, job
        status = client.acknowledge_job(jobId=job["id"], nonce=nonce)["status"]
        assert status == "InProgress", status
    return jobs


def take_third_party_jobs(client, count, token, text):
    """Polls for a partner's jobs and acknowledges them."""
    jobs = client.poll_for_third_party_jobs(actionTypeId=PARTNERS_ACTION_TYPE, maxBatchSize=count)["jobs"]
    assert len(jobs) == count, jobs
    for job in jobs:
        own = {"jobId": job["jobId"], "clientToken": token}
        details = client.get_third_party_job_details(**own)["jobDetails"]
        assert details["id"] == job["jobId"], details
        assert details["data"]["actionConfiguration"]["configuration"]["Note"] == text, details
        status = client.acknowledge_third_party_job(nonce=details["nonce"], **own)["status"]
        assert status == "InProgress", status
    return [job["jobId"] for job in jobs]


def success(text):
    """All that both operations which put a success take."""
    created = datetime(2024, 5, 31, 18, 8, 37, tzinfo=timezone(timedelta(hours=2)))
    return {
        "currentRevision": {"revision": "4f1c2a", "changeIdentifier": "7", "created": created, "revisionSummary": text},
        "executionDetails": {"summary": text, "externalExecutionId": "run-1", "percentComplete": 100},
    }


def do_jobs(client, text):
    """Ends three jobs and goes on with one of them: one that has ended, and one that is in progress."""
    succeeding, failing, continued, in_progress = [job["id"] for job in take_jobs(client, 4, text)]
    client.put_job_success_result(jobId=succeeding, outputVariables={"Text": text}, **success(text))
    client.put_job_failure_result(jobId=failing, failureDetails={
        "type": "ConfigurationError", "message": text, "externalExecutionId": "run-2"})
    client.put_job_success_result(jobId=continued, continuationToken="step 2")
    [continuation] = take_jobs(client, 1, text)
    assert continuation["data"]["continuationToken"] == "step 2", continuation
    client.put_job_success_result(jobId=continuation["id"])
    return succeeding, in_progress


def do_third_party_jobs(client, token, text):
    """The same for a partner's jobs."""
    succeeding, failing, continued, in_progress = take_third_party_jobs(client, 4, token, text)
    client.put_third_party_job_success_result(jobId=succeeding, clientToken=token, **success(text))
    client.put_third_party_job_failure_result(jobId=failing, clientToken=token, failureDetails={
        "type": "SystemUnavailable", "message": text, "externalExecutionId": "run-2"})
    client.put_third_party_job_success_result(jobId=continued, clientToken=token, continuationToken="step 2")
    [continuation] = take_third_party_jobs(client, 1, token, text)
    client.put_third_party_job_success_result(jobId=continuation, clientToken=token)
    return succeeding, in_progress


def mistakes(ended, in_progress):
    """For each operation a request, and what in it leads to which error."""
    nobodys = {"actionTypeId": {**ACTION_TYPE, "provider": "Nobody"}}
    misnamed = {"actionTypeId": {**ACTION_TYPE, "provider": "two words"}}
    no_job, no_uuid = {"jobId": NO_JOB}, {"jobId": "7"}
    return {
        "PollForJobs": ({}, {"ActionTypeNotFoundException": nobodys, "ValidationException": misnamed}),
        "AcknowledgeJob": ({"jobId": in_progress, "nonce": "none of ours"}, {
            "InvalidNonceException": {},
            "JobNotFoundException": no_job,
            "ValidationException": no_uuid,
        }),
        "GetJobDetails": ({}, {"JobNotFoundException": no_job, "ValidationException": no_uuid}),
        "PutJobSuccessResult": ({"jobId": ended}, {
            "InvalidJobStateException": {},
            "JobNotFoundException": no_job,
            "OutputVariablesSizeExceededException": {
                "jobId": in_progress, "outputVariables": {"Log": "x" * 122_880}},
            "ValidationException": {"executionDetails": {"percentComplete": 101}},
        }),
        "PutJobFailureResult": ({"jobId": ended, "failureDetails": FAILURE}, {
            "InvalidJobStateException": {},
            "JobNotFoundException": no_job,
            "ValidationException": {"failureDetails": {**FAILURE, "message": "x" * 5001}},
        }),
    }


def third_party_mistakes(ended, in_progress, token):
    """The same for a partner's operations."""
    nobodys = {"actionTypeId": {**PARTNERS_ACTION_TYPE, "provider": "Nobody"}}
    misnamed = {"actionTypeId": {**PARTNERS_ACTION_TYPE, "provider": "two words"}}
    everywhere = {
        "InvalidClientTokenException": {"clientToken": "another's token"},
        "JobNotFoundException": {"jobId": NO_JOB},
        "ValidationException": {"clientToken": "x" * 257},
    }
    own, open_ = {"jobId": ended, "clientToken": token}, {"jobId": in_progress, "clientToken": token}
    return {
        "PollForThirdPartyJobs": ({}, {"ActionTypeNotFoundException": nobodys, "ValidationException": misnamed}),
        "GetThirdPartyJobDetails": (open_, everywhere),
        "AcknowledgeThirdPartyJob": ({**open_, "nonce": "none of ours"}, {"InvalidNonceException": {}, **everywhere}),
        "PutThirdPartyJobSuccessResult": (own, {"InvalidJobStateException": {}, **everywhere}),
        "PutThirdPartyJobFailureResult": (
            {**own, "failureDetails": FAILURE}, {"InvalidJobStateException": {}, **everywhere}),
    }


def make(client, requests):
    for operation, (arguments, errors) in requests.items():
        for code, mistake in errors.items():
            refused(client, operation, code, {**arguments, **mistake})


def make_what_botocore_prevents(url):
    """A client that does not check its parameters reaches the endpoint's own checks of types and members."""
    unchecked = connect(url, parameter_validation=False)
    refused(unchecked, "GetJobDetails", "SerializationException", {"jobId": 7})
    message = refused(unchecked, "GetJobDetails", "ValidationException", {})
    assert "'jobId' failed to satisfy constraint: Member must not be null" in message, message


def main(url, token, text, *types):
    client = connect(url)
    witness = Witness(client)
    ended, in_progress = do_jobs(client, text)
    make(client, mistakes(ended, in_progress))
    # A job that is no partner's.
    refused(client, "GetThirdPartyJobDetails", "InvalidJobException", {"jobId": in_progress, "clientToken": token})
    make(client, third_party_mistakes(*do_third_party_jobs(client, token, text), token))
    make_what_botocore_prevents(url)
    assert len(witness.operations) == 10, witness.operations
    assert witness.types == set(types), witness.types
    unseen = sorted(witness.unseen())
    assert not unseen, f"botocore's model has what no answer had: {unseen}"
    print("boto3 is content")


if __name__ == "__main__":
    main(*sys.argv[1:])
