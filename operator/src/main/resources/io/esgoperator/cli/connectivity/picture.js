"use strict";
const report = JSON.parse(document.getElementById("report").textContent);
document.getElementById("sentence").textContent = report.sentence;
for (const cells of report.rows) {
  const row = document.getElementById("rows").insertRow();
  // Every name enters the page as a text, here and on the canvas, never as markup.
  cells.forEach(cell => { row.insertCell().textContent = cell; });
}
const picture = cytoscape({
  container: document.getElementById("picture"),
  elements: report.elements,
  layout: { name: "grid" },
  style: [
    { selector: "node", style: { label: "data(label)", shape: "round-rectangle", width: node => 12 + 7 * node.data("label").length, height: 20, padding: "8px", "text-valign": "center", "font-size": 12, "background-color": "#e3edf7", "border-width": 1, "border-color": "#456" } },
    { selector: "node:parent", style: { "text-valign": "top", "background-color": "#f6f8fa", "border-color": "#9ab", padding: "16px", "font-weight": "bold" } },
    { selector: "node.outside", style: { "background-color": "#fdf0dc", shape: "ellipse" } },
    { selector: "edge", style: { label: "data(label)", width: 1.5, "curve-style": "bezier", "target-arrow-shape": "triangle", "line-color": "#567", "target-arrow-color": "#567", "font-size": 10, "text-rotation": "autorotate", "text-background-color": "#fff", "text-background-opacity": 0.85, "text-background-padding": "1px" } },
    { selector: "edge.unclear", style: { "line-style": "dashed", "line-color": "#b35900", "target-arrow-color": "#b35900" } },
    { selector: ".faded", style: { opacity: 0.12 } },
  ],
});
// From places that are the same each time, so that the picture is.
picture.layout({ name: "cose", animate: false, randomize: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 160, nodeOverlap: 60, nodeRepulsion: () => 3000000, nestingFactor: 1, gravity: 0.4, numIter: 3000, padding: 20 }).run();
picture.on("tap", event => {
  picture.elements().removeClass("faded");
  if (event.target !== picture && event.target.isNode()) {
    const chosen = event.target.isParent() ? event.target.children() : event.target;
    const shown = chosen.closedNeighborhood();
    picture.elements().not(shown).not(shown.parent()).addClass("faded");
  }
});
