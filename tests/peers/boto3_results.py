"""Reads the requests of a worker by botocore's model of the service, and finds each of its jobs ended, once.

Usage: python3 boto3_results.py URL REQUESTS

REQUESTS are all that the worker sent, as JSON: a list of pairs of an operation and its body.
"""

import json
import sys

from boto3_worker import FAILURE, connect, refused
from botocore.serialize import create_serializer
from botocore.validate import validate_parameters

# What ends a job, and is refused for one that has ended.
SECOND_RESULTS = {"PutJobSuccessResult": {}, "PutJobFailureResult": {"failureDetails": FAILURE}}


def read(model, operation, body):
    """What botocore makes of a body, it sends again as the same."""
    operation_model = model.operation_model(operation)
    validate_parameters(body, operation_model.input_shape)
    request = create_serializer("json").serialize_to_request(body, operation_model)
    assert json.loads(request["body"]) == body, (operation, body)


def main(url, requests):
    client = connect(url)
    results = {}
    for operation, body in json.loads(requests):
        read(client.meta.service_model, operation, body)
        if operation in SECOND_RESULTS:
            results.setdefault(body["jobId"], []).append(operation)
    for job, sent in results.items():
        assert len(sent) == 1, (job, sent)
        assert client.get_job_details(jobId=job)["jobDetails"]["id"] == job
        for operation, result in SECOND_RESULTS.items():
            refused(client, operation, "InvalidJobStateException", {"jobId": job, **result})
    print(f"boto3 has read {len(results)} results")


if __name__ == "__main__":
    main(*sys.argv[1:])
