// What a reader of the open page sees -> complaints, in words; none, if all is well.
(() => {
  const said = [];
  const ratio = (a, b) => {
    const light = (colour) => {
      const [r, g, b] = colour.match(/[\d.]+/g).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const seen = (part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 || box.height > 0;
  };
  const sign = (series) => {
    if (series.classList.contains("panel")) return series.querySelector("text").textContent;
    const parts = [series, ...series.querySelectorAll("*")];
    const line = parts.find((part) => part.matches(".line, .net, .area"));
    const mark = parts.find((part) => part.matches(".marker, .dot"));
    const style = line ? getComputedStyle(line) : { strokeDasharray: "", fill: "" };
    const pattern = style.fill.startsWith("url") ? document.querySelector(style.fill.match(/#[^")]+/)[0]) : null;
    const hatch = pattern ? pattern.querySelector("path").getAttribute("d") : "";
    const places = mark ? (mark.getAttribute("d") || "").replace(/[MZ]/g, "").split("L").map((place) => place.split(" ")) : [];
    const corners = places.length + (places.length > 1 && places[0][1] === places[1][1] ? " flat" : " steep");
    return [style.strokeDasharray, hatch, corners].join(" ");
  };
  const figures = [...document.querySelectorAll("figure")];
  if (!figures.length) said.push("the page has no chart");
  if (document.documentElement.scrollWidth > innerWidth) said.push("the page is wider than its window");
  for (const figure of figures) {
    const say = (what) => said.push(`${figure.id}: ${what}`);
    const picture = figure.querySelector("svg");
    const card = getComputedStyle(figure).backgroundColor;
    if (!picture || picture.getBoundingClientRect().width < 200 || picture.getBoundingClientRect().height < 60) {
      say("no picture is drawn");
      continue;
    }
    if (!picture.querySelector("title") || !picture.querySelector("desc")) say("the picture has no name");
    if (!figure.querySelector("table tbody tr")) say("no table is beside it");
    const series = [...picture.querySelectorAll(".series")];
    if (!series.length) say("nothing is in the picture");
    const names = [...picture.querySelectorAll("text")].map((text) => text.textContent);
    const signs = series.map(sign);
    series.forEach((each, place) => {
      const name = each.dataset.name;
      if (!seen(each)) say(`${name} is not drawn`);
      if (series.length > 1 && signs.indexOf(signs[place]) !== place) say(`${name} differs by its colour alone`);
      const named = names.some((text) => text.startsWith(name) || (text.endsWith("…") && name.startsWith(text.slice(0, -1))));
      if (series.length > 1 && !named) say(`${name} has no label`);
      for (const line of each.querySelectorAll(".line"))
        if (ratio(getComputedStyle(line).stroke, card) < 3) say(`${name} is faint on its ground`);
    });
    const frame = picture.getBoundingClientRect();
    const texts = [...picture.querySelectorAll("text")].filter((text) => text.textContent);
    for (const text of texts) {
      const box = text.getBoundingClientRect();
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2 || box.top < frame.top - 2)
        say(`\`${text.textContent}\` is cut off`);
      if (ratio(getComputedStyle(text).fill, card) < 4.5) say(`\`${text.textContent}\` is hard to read`);
    }
    const keys = texts.filter((text) => text.matches(".key .label, .key .note")).map((text) => [text.textContent, text.getBoundingClientRect()]);
    keys.forEach(([one, a], place) =>
      keys.slice(place + 1).forEach(([other, b]) => {
        const over = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (over > 0.45 * Math.min(a.height, b.height)) say(`\`${one}\` lies on \`${other}\``);
      }),
    );
  }
  return said;
})();
