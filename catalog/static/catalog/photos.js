/* Makes photos smaller before they travel, and says which were chosen. Without it they travel whole. */

const LONGEST_SIDE = 2400;
const SMALL_ENOUGH = 700_000;
const form = document.querySelector("form.propose");
const told = form?.querySelector("[data-chosen]");

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL_ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!made || made.size >= file.size) return file;
    return new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}

async function chosen(event) {
  const input = event.target;
  if (input.type !== "file") return;
  const files = new DataTransfer();
  for (const file of input.files) files.items.add(await smaller(file));
  input.files = files.files;
  const names = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
  told.textContent = names.length
    ? `${told.dataset.chosen} ${names.map((file) => file.name).join(", ")}`
    : "";
}

told?.parentElement.classList.add("propose-take--told");
form?.addEventListener("change", chosen);
