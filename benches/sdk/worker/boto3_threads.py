"""The loop by hand, over boto3, with a thread for each place: endpoint, how many at a time, how many jobs."""

import queue
import sys
import threading
import time

import boto3
import botocore.config

url, concurrency, jobs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
client = boto3.client(
    "codepipeline",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=botocore.config.Config(max_pool_connections=concurrency + 1),
)
action_type = {"category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1"}
places = threading.Semaphore(concurrency)
taken = queue.SimpleQueue()


def work():
    while (job := taken.get()) is not None:
        acknowledged = client.acknowledge_job(jobId=job["id"], nonce=job["nonce"])
        if acknowledged["status"] == "InProgress":
            client.put_job_success_result(jobId=job["id"])
        places.release()


threads = [threading.Thread(target=work) for _ in range(concurrency)]
for thread in threads:
    thread.start()

start = time.perf_counter_ns()
handed_out = 0
while handed_out < jobs:
    places.acquire()
    free = 1
    while free < concurrency and places.acquire(blocking=False):
        free += 1
    offered = client.poll_for_jobs(actionTypeId=action_type, maxBatchSize=free)["jobs"]
    for job in offered:
        taken.put(job)
    handed_out += len(offered)
    for _ in range(free - len(offered)):
        places.release()
    if not offered:
        time.sleep(0.1)
for _ in threads:
    taken.put(None)
for thread in threads:
    thread.join()
print(f"PASSED {jobs} 0", flush=True)
print(f"RESULT {time.perf_counter_ns() - start} 0", flush=True)
