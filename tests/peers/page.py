"""Looks at the page of codepipeline-local in Chromium.

    python3 page.py BASE_URL [SCREENSHOT.png]

BASE_URL is that of an empty endpoint. Needs the Python package `selenium`, and Debian's `chromium` and
`chromium-driver` (or others, by the variables CHROMIUM and CHROMEDRIVER).
"""

import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
import uuid

from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

STATES = ["Failed", "TimedOut", "InProgress", "Dispatched", "Queued", "Succeeded"]
MARKUP = "<img src=x onerror=alert(1)>"
SECRETS = ["planted-configuration-secret", "planted-user-parameters", "planted-secret-key", "planted-session-token"]
CREDENTIALS = {"accessKeyId": "ASIAPLANTEDPLANTED00", "secretAccessKey": SECRETS[2], "sessionToken": SECRETS[3]}


def check(condition, message):
    if not condition:
        raise SystemExit(f"page.py: {message}")


class Endpoint:
    """The endpoint, as a worker and as its control API show it."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.control = f"{self.url}/_codepipeline/"
        self.secrets = [*SECRETS, CREDENTIALS["accessKeyId"]]

    def ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.control + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def call(self, operation, body):
        credential = "Credential=test/20260101/us-east-1/codepipeline/aws4_request"
        signature = f"Signature={'0' * 64}"
        headers = {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"CodePipeline_20150709.{operation}",
            "X-Amz-Date": "20260101T000000Z",
            "Authorization": f"AWS4-HMAC-SHA256 {credential}, SignedHeaders=host;x-amz-date;x-amz-target, {signature}",
        }
        request = urllib.request.Request(self.url + "/", json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return json.loads(error.read())

    def pass_time(self, seconds):
        """On a manual clock, so that the picture shows times worth showing."""
        if self.ask("GET", "clock")["manual"]:
            self.ask("POST", "clock/advance", {"seconds": seconds})

    def job(self, job_id):
        return self.ask("GET", f"jobs/{job_id}")

    def seed(self, item):
        return self.ask("POST", "jobs", {"jobs": [item]})["jobIds"][0]

    def queue(self, provider, pipeline, stage, action, wrapped=False):
        data = {
            "actionTypeId": action_type(provider),
            "actionConfiguration": {"configuration": {"Stack": f"{pipeline}-{stage}", "ApiToken": SECRETS[0]}},
            "pipelineContext": {"pipelineName": pipeline, "stage": {"name": stage}, "action": {"name": action}},
            "inputArtifacts": [artifact("Source", "4f1c2a9")],
            "outputArtifacts": [artifact("Report")],
            "artifactCredentials": CREDENTIALS,
        }
        return self.seed({"data": data} if wrapped else data)

    def dispatch(self, job_id, provider):
        """Polls until the job is handed out, and answers its nonce."""
        polled = self.call("PollForJobs", {"actionTypeId": action_type(provider)})
        check(polled["jobs"] and polled["jobs"][0]["id"] == job_id, f"the poll did not hand out {job_id}: {polled}")
        self.secrets += polled["jobs"][0]["data"].get("artifactCredentials", {}).values()
        return polled["jobs"][0]["nonce"]

    def start(self, *names, **options):
        """A job of a custom action, acknowledged."""
        job_id = self.queue(*names, **options)
        self.pass_time(0.8)
        nonce = self.dispatch(job_id, names[0])
        self.pass_time(0.1)
        status = self.call("AcknowledgeJob", {"jobId": job_id, "nonce": nonce}).get("status")
        check(status == "InProgress", f"{job_id} was acknowledged and is {status}")
        self.pass_time(4.3)
        return job_id

    def invoke(self, function):
        """A job of a Lambda function, as its event."""
        configuration = {"FunctionName": function, "UserParameters": SECRETS[1]}
        data = {
            "actionConfiguration": {"configuration": configuration},
            "inputArtifacts": [],
            "outputArtifacts": [],
            "artifactCredentials": CREDENTIALS,
        }
        return self.seed({"CodePipeline.job": {"id": str(uuid.uuid4()), "accountId": "1" * 12, "data": data}})

    def fail(self, job_id, failure_type, message, execution_id):
        details = {"type": failure_type, "message": message, "externalExecutionId": execution_id}
        return self.call("PutJobFailureResult", {"jobId": job_id, "failureDetails": details})


def action_type(provider):
    return {"category": "Deploy", "owner": "Custom", "provider": provider, "version": "1"}


def artifact(name, revision=None):
    location = {"bucketName": "artifact-store", "objectKey": f"shop/{name}.zip"}
    given = {"name": name, "location": {"type": "S3", "s3Location": location}}
    return given if revision is None else {**given, "revision": revision}


def bring_about_all_states(endpoint):
    jobs = {}
    jobs["Succeeded"] = endpoint.start("Acme", "search", "Beta", "Reindex", wrapped=True)
    details = {"summary": "31 shards rebuilt", "externalExecutionId": "run-12", "percentComplete": 100}
    variables = {"IndexName": "products-0412", "Shards": "31"}
    endpoint.call(
        "PutJobSuccessResult",
        {"jobId": jobs["Succeeded"], "executionDetails": details, "outputVariables": variables},
    )
    jobs["Continued"] = endpoint.start("Waiter", "shop", "Beta", "LoadTest")
    endpoint.call("PutJobSuccessResult", {"jobId": jobs["Continued"], "continuationToken": "half-way"})

    jobs["TimedOut"] = endpoint.start("Acme", "billing", "Production", "MigrateSchema")
    endpoint.ask("POST", f"jobs/{jobs['TimedOut']}/expire")

    earlier = endpoint.start("Acme", "search", "Production", "Reindex")
    endpoint.fail(earlier, "RevisionOutOfSync", "The source moved on to 77ab013 while the index was built.", "run-15")
    jobs["Failed"] = endpoint.start("Acme", "shop", "Production", "DeployToAcme")
    message = (
        "Stack shop-production rolled back: the parameter InstanceType is not set.\n"
        "Set it in the action's configuration, then retry the stage."
    )
    refused = endpoint.fail(jobs["Failed"], "ConfigurationError", "x" * 5001, "run-17")
    check(refused and refused.get("__type") == "ValidationException", f"a message too long was answered {refused}")
    endpoint.fail(jobs["Failed"], "ConfigurationError", message, "run-17")
    endpoint.fail(jobs["Failed"], "JobFailed", "The worker was told to stop.", "run-17")

    jobs["InProgress"] = endpoint.start("Acme", "shop", "Production", "SmokeTest")
    jobs["Dispatched"] = endpoint.queue("Acme", "docs", "Production", "Publish")
    endpoint.dispatch(jobs["Dispatched"], "Acme")
    jobs["Queued"] = endpoint.queue("Acme", "billing", "Beta", "Deploy")
    for state in STATES:
        status = endpoint.job(jobs[state])["status"]
        check(status == state, f"the job that should be {state} is {status}")
    return jobs


ROWS = """return [...document.querySelectorAll("[data-job]")].map((row) => ({
    id: row.dataset.job, status: row.dataset.status, text: row.innerText.replaceAll("\\u00a0", " "),
    link: row.querySelector("a.id")?.href }))"""

# The contrast of every visible text with what is behind it, by WCAG 2; those that are too low.
LOW_CONTRASTS = """
const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const over = (...colors) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
};
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const low = [];
let count = 0;
for (const element of document.querySelectorAll("body *")) {
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!hasText || !element.checkVisibility() || element.closest(".unseen")) continue;
  const behind = [];
  for (let e = element; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
  const [a, b] = [over(...behind), over(...behind, getComputedStyle(element).color)].map(luminance);
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  count += 1;
  const { localName, className, innerText } = element;
  if (contrast < 4.5) low.push(`${contrast.toFixed(2)} <${localName} class="${className}"> ${innerText}`);
}
return { low, count, dark: luminance(over(getComputedStyle(document.documentElement).backgroundColor)) < 0.2 };
"""


class Page:
    """The page, as a person sees it."""

    def __init__(self, driver, endpoint):
        self.driver = driver
        self.endpoint = endpoint

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition, message):
        WebDriverWait(self.driver, 10, 0.05).until(lambda _: condition(), message)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def rows(self):
        return self.js(ROWS)

    def row(self, job_id):
        return next((row for row in self.rows() if row["id"] == job_id), None)

    def details(self):
        text = self.driver.find_element(By.ID, "details").text
        return text.replace("\u00a0", " ")

    def shows(self, *texts):
        """Waits for texts in the details."""
        for text in texts:
            self.wait(lambda text=text: text in self.details(), f"the details do not show {text!r}")

    def open(self, job_id):
        self.js("location.hash = arguments[0]", f"#job={job_id}")
        self.shows(job_id)

    def size(self, width, height):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        self.wait(lambda: self.js("return innerWidth") == width, f"the window does not get {width} px wide")

    def colors(self, scheme):
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def check_the_empty_page(page):
    page.driver.get(page.endpoint.control)
    main = page.driver.find_element(By.TAG_NAME, "main")
    page.wait(lambda: f"curl -d @job.json {page.endpoint.control}jobs" in main.text, "no word on how to put a job in")
    page.wait(lambda: page.driver.find_element(By.ID, "connection").text == "Live", "it does not say that it is live")


def check_the_list(page, jobs):
    page.wait(lambda: len(page.rows()) == 9, "the jobs do not appear without a reload")
    rows = page.rows()
    order = [STATES.index(row["status"]) for row in rows]
    check(order == sorted(order), f"the order is {[row['status'] for row in rows]}")
    check(rows[0]["id"] == jobs["Failed"], f"the latest failed job is not the first: {rows[0]}")
    name = "shop / Production / DeployToAcme"
    for text in ["Failed", name, "ConfigurationError", "InstanceType is not set.", "run-17", "ago"]:
        check(text in rows[0]["text"], f"the first row does not say {text!r}: {rows[0]['text']}")
    check("then retry the stage" not in rows[0]["text"], "the row shows more than the first line of the message")
    check("Timed out" in page.row(jobs["TimedOut"])["text"], "the row of the timed-out job does not say so")
    url = page.endpoint.job(jobs["Failed"]).get("executionUrl")
    check(rows[0]["link"] == url, f"the execution id links to {rows[0]['link']}, not {url}")

    page.js("document.querySelector('#states [data-status=Failed]').click()")
    failed = ["Failed"] * 2
    page.wait(lambda: [row["status"] for row in page.rows()] == failed, "the filter does not show the failed ones")
    page.js("document.querySelector('#states [data-status=All]').click()")
    page.wait(lambda: len(page.rows()) == 9, "the filter does not go away")


def check_the_keyboard(page, jobs):
    focused = "return document.activeElement.closest('[data-job]')?.dataset.job"
    page.js("document.activeElement.blur()")
    for _ in range(20):
        if page.js(focused):
            break
        page.press(Keys.TAB)
    check(page.js(focused), "Tab does not lead to the list")
    page.press(Keys.HOME, Keys.ARROW_DOWN)
    check(page.js(focused) == page.rows()[1]["id"], "the arrow keys do not move in the list")
    page.press(Keys.ARROW_UP, Keys.ENTER)
    page.shows(
        jobs["Failed"], "Set it in the action's configuration", "run-17", "Custom", "Deploy / Custom / Acme / 1",
        "Acknowledged", "nonce 1", "+0.0 s", "Refused", "InvalidJobStateException", "The worker was told to stop.",
        "AcknowledgeJob", "PutJobFailureResult", "400 ValidationException", "s3://artifact-store/shop/Source.zip",
    )  # fmt: skip
    check(page.js(focused) == jobs["Failed"], "the focus does not stay in the list")
    check(jobs["Failed"] in page.driver.current_url, "the address does not name the job")

    summary = page.driver.find_element(By.CSS_SELECTOR, ".requests summary")
    summary.send_keys(Keys.ENTER)
    page.shows('"nonce": "1"')
    page.press(Keys.ESCAPE)
    check(page.js(focused) == jobs["Failed"], "Escape does not go back to the list")

    page.driver.refresh()
    page.shows(jobs["Failed"], "Set it in the action's configuration")


def take_the_picture(page, jobs, path):
    page.size(1280, 800)
    page.colors("light")
    page.open(jobs["Failed"])
    page.wait(lambda: page.js("return document.fonts.status") == "loaded", "the fonts do not load")
    page.driver.save_screenshot(path)


def check_live_changes(page, jobs):
    job_id = page.endpoint.invoke("check-links")
    page.wait(lambda: page.row(job_id), "a new job does not appear without a reload")
    page.js(f"document.querySelector('[data-job=\"{job_id}\"] .open').focus(); window.isSame = true")
    page.endpoint.fail(job_id, "JobFailed", MARKUP, "7e1f")
    page.wait(lambda: page.row(job_id)["status"] == "Failed", "a job that fails does not change without a reload")
    check(page.rows()[0]["id"] == job_id, "the job that failed last does not come first")
    check(MARKUP in page.row(job_id)["text"], f"markup is not shown as text: {page.row(job_id)['text']}")
    check(page.js("return isSame"), "the page was reloaded")
    focused = page.js("return document.activeElement.closest('[data-job]')?.dataset.job")
    check(focused == job_id, "the focus does not follow the job that moved")
    check(jobs["Failed"] in page.details(), "the selection does not stay")
    page.open(job_id)
    page.shows(MARKUP, "Lambda", "check-links")
    check(not page.js("return document.querySelector('main img')"), "markup of a message became an element")


def check_the_buttons(page, jobs):
    def buttons():
        return [button.text for button in page.driver.find_elements(By.CSS_SELECTOR, "#details button")]

    def press(name):
        page.driver.find_element(By.XPATH, f"//button[text()='{name}']").send_keys(Keys.ENTER)

    page.open(jobs["Queued"])
    check(buttons() == ["Expire"], f"a queued job has the buttons {buttons()}")
    page.open(jobs["Dispatched"])
    check(buttons() == ["Expire", "Redeliver"], f"a dispatched job has the buttons {buttons()}")
    press("Redeliver")
    page.shows("Redelivered")
    events = [event["event"] for event in page.endpoint.job(jobs["Dispatched"])["history"]]
    check("Redelivered" in events, f"the endpoint did not redeliver: {events}")

    page.open(jobs["InProgress"])
    press("Expire")
    page.wait(lambda: page.row(jobs["InProgress"])["status"] == "TimedOut", "Expire does not change the list")
    page.wait(lambda: buttons() == [], "a job that has ended still has buttons")
    check(page.endpoint.job(jobs["InProgress"])["status"] == "TimedOut", "the endpoint did not let the job time out")
    check(page.js("return document.activeElement !== document.body"), "the focus is lost with the button")

    page.open(jobs["Succeeded"])
    page.shows("31 shards rebuilt", "100 %", "IndexName", "products-0412", "run-12")
    check(buttons() == [], f"a succeeded job has the buttons {buttons()}")
    page.open(jobs["Continued"])
    page.shows("half-way", "Continued by")
    continuation = page.endpoint.job(jobs["Continued"])["continuedBy"]
    page.driver.find_element(By.LINK_TEXT, continuation).click()
    page.shows("Continues", jobs["Continued"])


def check_secrets(page):
    for row in page.rows():
        page.open(row["id"])
        page.wait(lambda: page.js("return document.querySelector('.timeline li')"), "no timeline")
        everything = page.js("return document.documentElement.outerHTML + document.documentElement.textContent")
        for secret in page.endpoint.secrets:
            check(secret not in everything, f"a secret is shown in the details of {row['id']}: {secret}")
    check(len(page.endpoint.secrets) > 5, "the polls handed out no credentials")


def check_colors(page, jobs):
    page.size(1280, 800)
    for scheme in ["light", "dark"]:
        page.colors(scheme)
        for state in STATES:
            page.open(jobs[state])
            page.js("document.querySelectorAll('#details details').forEach((each) => { each.open = true })")
            found = page.js(LOW_CONTRASTS)
            check(found["dark"] == (scheme == "dark"), f"the page does not turn {scheme}")
            check(found["count"] > 50, f"only {found['count']} texts were found")
            check(not found["low"], f"too little contrast in {scheme} mode:\n" + "\n".join(found["low"]))


def check_a_phone(page, jobs):
    page.size(360, 740)
    overflow = "const { scrollWidth, clientWidth } = document.documentElement; return scrollWidth - clientWidth"
    visible = "return document.getElementById(arguments[0]).checkVisibility()"
    for state in STATES:
        page.open(jobs[state])
        check(not page.js(visible, "jobs"), "the list and the details are shown together on a phone")
        page.js("document.querySelectorAll('#details details').forEach((each) => { each.open = true })")
        check(page.js(overflow) <= 0, f"the details of the {state} job are {page.js(overflow)} px too wide for a phone")
    page.press(Keys.ESCAPE)
    page.wait(lambda: page.js(visible, "jobs"), "Escape does not go back to the list on a phone")
    check(page.js(overflow) <= 0, f"the list is {page.js(overflow)} px too wide for a phone")
    focused = page.js("return document.activeElement.closest('[data-job]')?.dataset.job")
    check(focused == jobs["Succeeded"], "the focus does not go back to the job that was shown")


def start_chromium(profile):
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    flags = [
        "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", "window-size=1280,800", "lang=en", f"user-data-dir={profile}",
    ]  # fmt: skip
    for flag in flags:
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    service = webdriver.ChromeService(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
    return webdriver.Chrome(options, service)


def main(base_url, screenshot=None):
    endpoint = Endpoint(base_url)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        driver = start_chromium(profile)
        try:
            page = Page(driver, endpoint)
            page.size(1280, 800)
            check_the_empty_page(page)
            jobs = bring_about_all_states(endpoint)
            check_the_list(page, jobs)
            check_the_keyboard(page, jobs)
            if screenshot:
                take_the_picture(page, jobs, screenshot)
            check_live_changes(page, jobs)
            check_colors(page, jobs)
            check_the_buttons(page, jobs)
            check_secrets(page)
            check_a_phone(page, jobs)
            errors = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
            check(not errors, "errors in the console:\n" + "\n".join(errors))
        except TimeoutException as error:
            raise SystemExit(f"page.py: {error.msg}") from error
        finally:
            driver.quit()
    print("the page is content")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
