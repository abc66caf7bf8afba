"""Reads the requests of a worker by botocore's model of the service, and finds each of its jobs ended, once.

Usage: python3 boto3_results.py URL REQUESTS

REQUESTS are all that the worker sent, as JSON: a list of pairs of an operation and its body.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError
from botocore.serialize import create_serializer
from botocore.validate import validate_parameters

RESULTS = {"PutJobSuccessResult", "PutJobFailureResult"}
FAILURE = {"type": "JobFailed", "message": "a second result"}


def read(model, operation, body):
    """What botocore makes of a body, it sends again as the same."""
    operation_model = model.operation_model(operation)
    validate_parameters(body, operation_model.input_shape)
    request = create_serializer("json").serialize_to_request(body, operation_model)
    assert json.loads(request["body"]) == body, (operation, body)


def code(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(f"{arguments} was accepted")


def main(url, requests):
    client = boto3.client("codepipeline", endpoint_url=url)
    results = {}
    for operation, body in json.loads(requests):
        read(client.meta.service_model, operation, body)
        if operation in RESULTS:
            results.setdefault(body["jobId"], []).append(operation)
    for job, sent in results.items():
        assert len(sent) == 1, (job, sent)
        assert client.get_job_details(jobId=job)["jobDetails"]["id"] == job
        assert code(client.put_job_success_result, jobId=job) == "InvalidJobStateException"
        failing = {"jobId": job, "failureDetails": FAILURE}
        assert code(client.put_job_failure_result, **failing) == "InvalidJobStateException"
    print(f"boto3 has read {len(results)} results")


if __name__ == "__main__":
    main(*sys.argv[1:])
