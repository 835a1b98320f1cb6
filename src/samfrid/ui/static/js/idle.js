// A screen nobody touches is blurred, and its title says nothing, until somebody touches it again.
(function () {
  "use strict";
  var seconds = Number(document.body.dataset.idleSeconds);
  if (!seconds) return;
  var root = document.documentElement;
  var title = document.title;
  var timer;

  function rest() {
    root.dataset.idle = "yes";
    document.title = "samfrid";
  }
  function wake() {
    if (root.dataset.idle) {
      delete root.dataset.idle;
      document.title = title;
    }
    clearTimeout(timer);
    timer = setTimeout(rest, seconds * 1000);
  }
  ["pointermove", "pointerdown", "keydown", "scroll", "focusin", "touchstart"].forEach(function (name) {
    document.addEventListener(name, wake, { capture: true, passive: true });
  });
  wake();
})();
