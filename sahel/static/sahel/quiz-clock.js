// The clock of a quiz: display only, the server keeps the time. It asks now and then whether there is more of it.

const clock = document.querySelector("[data-deadline]");
if (clock) {
  const left = clock.querySelector(".left");
  const announces = document.querySelector("[data-timer-says]");
  const wayOut = document.querySelector("[data-when-over]");
  const hide = clock.querySelector("[data-hide-timer]");
  const two = (number) => String(number).padStart(2, "0");
  let deadline = 0;
  let announced = "";
  let isOver = false;

  const set = (ends, now) => {
    deadline = new Date(ends).getTime() + (Date.now() - new Date(now));
  };

  const tick = () => {
    const seconds = Math.max(0, Math.round((deadline - Date.now()) / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    left.textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    const mark = [1, 5, 10].find((one) => seconds < one * 60);
    const text = seconds === 0 ? announces.dataset.over : mark ? announces.dataset[`under${mark}`] : "";
    if (text !== announced) announces.textContent = announced = text;
    if (seconds === 0 && !isOver) for (const question of asked.values()) question.saveAgain(); // what is being typed still counts
    isOver = seconds === 0;
    wayOut.hidden = !isOver;
  };

  const ask = async () => {
    const reply = await fetch(clock.dataset.clock, { headers: { Accept: "application/json" } });
    if (!reply.ok || reply.redirected) return;
    const { deadline: ends, now } = await reply.json();
    if (ends) set(ends, now);
  };

  set(clock.dataset.deadline, clock.dataset.now);
  setInterval(tick, 1000);
  setInterval(() => ask().catch(() => {}), 30000);
  addEventListener("focus", () => ask().catch(() => {}));
  tick();

  hide.hidden = false;
  const words = [hide.textContent, hide.dataset.show];
  hide.addEventListener("click", () => {
    left.hidden = !left.hidden;
    hide.textContent = words[Number(left.hidden)];
  });
}
