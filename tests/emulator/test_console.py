"""The console at /_conch/ in a real browser: what a person does there, and what it then shows.

CONCH_SCREENSHOT=file.png keeps a picture of a busy console.
"""
import os
import shutil
import tempfile
import threading
import time
import unittest

from emulator import Emulator

try:
    from selenium import webdriver
    from selenium.common.exceptions import StaleElementReferenceException
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import Select, WebDriverWait
except ImportError:
    webdriver = None

SECONDS = 60


def setUpModule():
    for missing, there in (("python3-selenium", webdriver), ("chromium", shutil.which("chromium")),
                           ("chromium-driver", shutil.which("chromedriver"))):
        if not there:
            print(f"SKIPPED emulator.console: {missing} is not installed")
            raise unittest.SkipTest(f"{missing} is not installed")


class Console(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.profile = tempfile.mkdtemp(prefix="conch-console-")
        cls.addClassCleanup(shutil.rmtree, cls.profile, True)
        options = Options()
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio",
                         "--window-size=1440,1250", "--force-device-scale-factor=1", f"--user-data-dir={cls.profile}"):
            options.add_argument(argument)
        options.binary_location = shutil.which("chromium")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.browser = webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)
        cls.addClassCleanup(cls.browser.quit)

    def setUp(self):
        self.emulator = Emulator(frozen=False)
        self.addCleanup(self.emulator.close)
        self.addCleanup(self.browser.get, "about:blank")
        self.open(self.emulator)
        self.browser.get_log("browser")  # what an earlier test left

    def open(self, emulator):
        self.browser.get(f"{emulator.origin}/_conch/")
        self.until(lambda: self.find("#live").text == "live" and self.all(".account"))

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def until(self, holds, seconds=SECONDS):
        def safely(_):
            try:
                return holds()
            except StaleElementReferenceException:
                return False
        return WebDriverWait(self.browser, seconds, poll_frequency=0.1).until(safely)

    def choose(self, selector, text):
        Select(self.find(selector)).select_by_visible_text(text)

    def fill(self, selector, text):
        field = self.find(selector)
        field.clear()
        field.send_keys(text)

    def press(self, selector):
        self.find(selector).click()

    def message(self, part):
        self.until(lambda: part in self.find("#message").text)

    def make(self, kind, prompt):
        self.choose("#job-kind", kind)
        self.fill("#job-prompt", prompt)
        self.press("#job-form button")
        return self.until(lambda: next((card for card in self.all(".job") if prompt in card.text), None))

    def complaints(self):
        return [each for each in self.browser.get_log("browser") if each["level"] == "SEVERE"]

    def test_shorter_addresses_lead_there(self):
        for path in ("/_conch", "/"):
            self.browser.get(self.emulator.origin + path)
            self.until(lambda: self.find("#live").text == "live")
            self.assertEqual(self.browser.current_url, f"{self.emulator.origin}/_conch/")

    def test_video_is_made_seen_to_finish_and_played(self):
        card = self.make("video", "a red fox runs through deep snow")
        self.assertIn(card.find_element(By.CSS_SELECTOR, ".chip").text, ("queued", "pending", "processing"))
        self.choose("#advance", "10 minutes")
        self.press("#advance-form button")
        self.message("10 minutes have passed")
        self.until(lambda: card.find_element(By.CSS_SELECTOR, ".chip").text == "completed")
        video = card.find_element(By.CSS_SELECTOR, "video")
        self.assertTrue(video.get_attribute("poster"))
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", video)
        video.click()
        video.send_keys(Keys.SPACE)
        self.browser.execute_script("arguments[0].muted = true; arguments[0].play()", video)
        self.until(lambda: self.browser.execute_script("return arguments[0].currentTime > 0.3", video))
        width, error = self.browser.execute_script("return [arguments[0].videoWidth, arguments[0].error]", video)
        self.assertGreater(width, 0)
        self.assertIsNone(error)
        # News about other jobs do not disturb what is playing.
        self.make("video", "another one")
        self.assertTrue(self.browser.execute_script("return arguments[0].isConnected && !arguments[0].error", video))
        self.assertEqual(self.complaints(), [])

    def test_picture_speech_and_song_are_shown(self):
        self.choose("#pace", "at once")
        self.message("Jobs move on at once")
        picture = self.make("image", "a lighthouse in the fog")
        self.until(lambda: self.browser.execute_script(
            "const i = arguments[0].querySelector('img'); return Boolean(i && i.complete && i.naturalWidth)", picture))
        for kind, words in (("speech", "The sea is calm tonight"), ("song", "The river runs to the sea")):
            card = self.make(kind, words)
            audio = self.until(lambda shown=card: next(iter(shown.find_elements(By.CSS_SELECTOR, "audio")), None))
            self.browser.execute_script("arguments[0].muted = true; arguments[0].play()", audio)
            self.until(lambda sound=audio: self.browser.execute_script("return arguments[0].currentTime > 0.2", sound))
        self.assertEqual(self.complaints(), [])

    def test_fault_is_added_seen_to_happen_and_removed(self):
        self.choose("#fault-kind", "500, server error")
        self.fill("#fault-path", "/accounts")
        self.fill("#fault-count", "5")
        self.press("#fault-form button")
        self.until(lambda: len(self.all(".fault")) == 1)
        self.assertEqual(self.emulator.control("GET", "faults")[0]["fault"]["match"], {"path": "/accounts", "count": 5})
        self.assertEqual(self.emulator.get("/accounts").status, 500)
        self.until(lambda: any("500 · fault 1" in row.text for row in self.all("#request-list tr")))
        self.until(lambda: "happened 1" in self.find(".fault").text)
        self.press(".fault button")
        self.until(lambda: not self.all(".fault"))
        self.assertEqual(self.emulator.get("/accounts").status, 200)

    def test_wrong_fault_is_explained(self):
        self.find("#fault-form summary").click()
        self.fill("#fault-json", '{"action": {"stauts": 500}}')
        self.press("#fault-form button.main")
        self.message("action.stauts")
        self.assertIn("bad", self.find("#message").get_attribute("class"))
        self.assertEqual(self.all(".fault"), [])

    def test_account_is_changed_held_and_released(self):
        account = self.emulator.account
        self.fill(f"#credits-{account}", "7")
        self.press(".account form .buttons button")
        self.until(lambda: self.emulator.control("GET", "accounts")[0]["credits"] == 7)
        self.choose(f"#plan-{account}", "Free")
        self.until(lambda: self.find(f"#queue-{account}").get_attribute("value") == "3")
        self.press(".account .hold")
        self.until(lambda: self.find(".account .held").is_displayed())
        self.assertEqual(self.emulator.post("/videos/create", {"prompt": "x"}).status, 596)
        self.until(lambda: self.find(".account .hold").text == "Release")
        self.press(".account .hold")
        self.until(lambda: not self.find(".account .held").is_displayed())
        self.assertNotEqual(self.emulator.post("/videos/create", {"prompt": "x"}).status, 596)

    def test_clock_is_frozen_sped_up_and_let_go(self):
        self.press("#freeze")
        self.until(lambda: self.emulator.control("GET", "clock")["frozen"])
        self.until(lambda: self.find("#freeze").text == "Run")
        shown = self.find("#now").text
        time.sleep(1.2)
        self.assertEqual(self.find("#now").text, shown)
        self.press("#freeze")
        self.until(lambda: self.find("#now").text != shown)
        self.fill("#speed", "60")
        self.press("#speed-form button")
        self.until(lambda: self.emulator.control("GET", "clock")["speed"] == 60)

    def test_webhooks_and_fields_are_shown(self):
        self.emulator.post("/videos/create", {"prompt": "call me", "replyUrl": "http://127.0.0.1:9/hook", "replyRef": "r1"})
        self.emulator.advance(600)
        self.until(lambda: any("http://127.0.0.1:9/hook" in row.text for row in self.all("#webhook-list tr")))
        row = self.until(lambda: next((row for row in self.all("#request-list tr") if "videos.create" in row.text), None))
        row.find_element(By.CSS_SELECTOR, "summary").click()
        self.until(lambda: '"replyRef": "r1"' in row.text)
        self.fill("#request-filter", "nothing like that")
        self.until(lambda: not row.is_displayed())

    def test_looking_moves_no_job(self):
        """Jobs that move on when asked about do not when they are only watched."""
        self.emulator.control("POST", "clock", {"transitions": "polls", "polls": 2})
        created = self.emulator.post("/videos/create", {"prompt": "watched"}).json
        card = self.until(lambda: next((card for card in self.all(".job") if "watched" in card.text), None))
        time.sleep(1)
        self.assertNotEqual(card.find_element(By.CSS_SELECTOR, ".chip").text, "completed")
        self.until(lambda: self.emulator.get(f"/videos/{created['videoId']}").json["statusFinal"])
        self.until(lambda: card.find_element(By.CSS_SELECTOR, ".chip").text == "completed")

    def test_reset_empties_the_page(self):
        self.make("video", "soon forgotten")
        self.press("#reset")
        self.browser.switch_to.alert.accept()
        self.until(lambda: not self.all(".job") and not self.all("#request-list tr"))
        self.assertEqual(self.emulator.get("/videos").json, [])

    def test_it_comes_back_when_the_emulator_does(self):
        with Emulator() as first:
            self.open(first)
        self.until(lambda: self.find("#live").text == "not connected")
        with Emulator("--port", str(first.port), frozen=False) as again:
            again.post("/videos/create", {"prompt": "after the pause"})
            self.until(lambda: any("after the pause" in card.text for card in self.all(".job")))
            self.browser.get("about:blank")

    def test_everything_has_a_name_and_comes_from_here(self):
        self.make("video", "<img src=x onerror=alert(1)> & more")
        self.assertIn("<img src=x onerror=alert(1)> & more", self.find(".job .prompt").text)
        self.emulator.control("POST", "faults", {"match": {}, "action": {"webhook": "never"}})
        self.until(lambda: self.all(".fault"))
        for control in self.all("input, select, textarea, button, video, audio, progress"):
            if control.is_displayed():
                self.assertTrue(control.accessible_name, control.get_attribute("outerHTML"))
        for picture in self.all("img"):
            self.assertIsNotNone(picture.get_dom_attribute("alt"))
        fetched = self.browser.execute_script("return performance.getEntriesByType('resource').map(each => each.name)")
        self.assertTrue(fetched)
        for address in fetched:
            self.assertTrue(address.startswith(self.emulator.origin + "/"), address)
        self.assertEqual(self.complaints(), [])

    def test_it_is_used_with_the_keyboard_alone(self):
        self.find("#job-prompt").send_keys("typed", Keys.ENTER)
        self.until(lambda: any("typed" in card.text for card in self.all(".job")))
        self.find("body").send_keys(Keys.HOME)
        self.browser.execute_script("document.activeElement.blur()")
        reached = set()
        for _ in range(80):
            focused = self.browser.switch_to.active_element
            focused.send_keys(Keys.TAB)
            reached.add(self.browser.execute_script("return document.activeElement.id"))
        for wanted in ("copy", "theme", "speed", "freeze", "advance", "pace", "reset", "filter", "job-kind", "job-prompt",
                       "fault-kind", "fault-path", "request-filter"):
            self.assertIn(wanted, reached)

    def test_text_is_readable_in_both_themes(self):
        contrast = """
            const rgb = (text) => text.match(/[0-9.]+/g).slice(0, 3).map(Number);
            const light = (c) => rgb(c).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
              .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
            const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
              if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; };
            return [...document.querySelectorAll(arguments[0])].filter((e) => e.offsetParent && e.textContent.trim()).map((e) => {
              const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
              return [(a + 0.05) / (b + 0.05), e.outerHTML.slice(0, 120)]; });"""
        self.make("video", "contrast")
        before = self.find("body").value_of_css_property("background-color")
        for _ in range(2):
            for ratio, element in self.browser.execute_script(contrast, "h1, h2, label, button, .chip, .about, .prompt, th, .empty, #now"):
                self.assertGreaterEqual(ratio, 4.5, element)
            self.press("#theme")
        self.press("#theme")
        self.assertNotEqual(self.find("body").value_of_css_property("background-color"), before)
        self.press("#theme")

    @unittest.skipUnless(os.environ.get("CONCH_SCREENSHOT"), "CONCH_SCREENSHOT names no file")
    def test_picture_for_the_documents(self):
        emulator = self.emulator
        emulator.control("POST", "clock", {"speed": 1, "frozen": True})
        emulator.post("/videos/create", {"prompt": "A red fox runs through deep snow at sunrise", "replyUrl": "http://127.0.0.1:9/news"})
        emulator.post("/images/create", {"prompt": "A lighthouse in the fog, oil painting", "model": "image-01", "quantity": 1})
        emulator.advance(300)
        threading.Thread(target=emulator.get, args=("/music/create?prompt=The+river+runs+to+the+sea&title=River",)).start()
        time.sleep(0.5)
        emulator.advance(120)
        voice = emulator.get("/audio/voices").json["voice_list"][0]["voice_id"]
        threading.Thread(target=emulator.post, args=("/audio/create-mp3", {"text": "The sea is calm tonight.", "voice_id": voice})).start()
        time.sleep(0.5)
        emulator.advance(30)
        emulator.post("/videos/create", {"prompt": "Waves at a rocky coast, aerial shot"})
        emulator.post("/videos/create", {"prompt": "A paper boat on a stream, macro"})
        emulator.advance(45)
        emulator.post("/videos/create", {"prompt": ""})
        emulator.control("POST", "faults", {"match": {"method": "POST", "path": "/videos/create", "nth": 3},
                                            "action": {"connection": "drop_after_commit"}})
        emulator.control("POST", "faults", {"match": {"path": "/media/*", "probability": 0.1}, "action": {"truncate_at": 10240}})
        emulator.get("/scheduler/available")
        emulator.get("/videos/user:1-minimax:2-video:3")
        self.until(lambda: len(self.all(".fault")) == 2 and len(self.all(".job")) >= 4)
        time.sleep(2)
        self.browser.execute_script("for (const i of document.querySelectorAll('img')) i.loading = 'eager'")
        time.sleep(2)
        self.browser.save_screenshot(os.environ["CONCH_SCREENSHOT"])


if __name__ == "__main__":
    unittest.main()
