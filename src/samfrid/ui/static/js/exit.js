// Quick exit: takes the place of this page in the history instead of opening another. Without script the exit is a link.
// From the keyboard: Shift alone three times within five seconds. Shift that writes a capital letter does not count.
(function () {
  "use strict";
  var exit = document.querySelector("[data-exit]");
  if (!exit) return;
  document.documentElement.dataset.script = "yes";
  var pressed = [];
  var alone = false;

  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.style.visibility = "hidden";
    document.title = "\u00a0";
    if (exit.dataset.end && navigator.sendBeacon) navigator.sendBeacon(exit.dataset.end);
    location.replace(exit.href);
  }

  exit.addEventListener("click", leave);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Shift") {
      if (!event.repeat) alone = true;
      return;
    }
    alone = false;
    pressed = [];
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    var now = Date.now();
    pressed = pressed.filter(function (time) {
      return now - time < 5000;
    });
    if (pressed.push(now) === 3) leave();
  });
})();
