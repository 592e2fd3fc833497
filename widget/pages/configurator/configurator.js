/**
 * Builds the tag and shows it live. The tag is text that the reader copies; the preview is an element whose attributes are
 * set one by one, so that nothing typed here becomes markup.
 */
const form = document.getElementById('form')
const preview = document.getElementById('preview')
const ATTRIBUTES = ['src', 'view', 'objective', 'locale', 'theme', 'zone']

/** The chosen attributes, in order; what is left at its default is left out. */
function chosen() {
  const data = new FormData(form)
  return ATTRIBUTES.map((name) => [name, String(data.get(name) ?? '').trim()]).filter(
    ([name, value]) => value && !(name === 'view' && value === 'card'),
  )
}

const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** The script of the language: one file each, so that nothing else is fetched. */
function scriptFor(base, locale) {
  return locale && locale !== 'en' ? base.replace(/\.js$/, `.${locale}.js`) : base
}

function draw() {
  const data = new FormData(form)
  const attributes = chosen()
  const words = String(data.get('words'))
  const script = scriptFor(String(data.get('script')), data.get('locale'))
  const src = String(data.get('src'))

  const element = document.createElement('sla-standing')
  for (const [name, value] of attributes) element.setAttribute(name, value)
  element.textContent = words
  preview.replaceChildren(element)

  const written = attributes.map(([name, value]) => ` ${name}="${quoted(value)}"`).join('')
  document.getElementById('tag').textContent =
    `<link rel="preload" href="${quoted(src)}" as="fetch" crossorigin>\n` +
    `<script type="module" src="${quoted(script)}"></script>\n` +
    `<sla-standing${written}>${quoted(words)}</sla-standing>`
  document.getElementById('policy').textContent = `script-src ${originOf(script)}; connect-src ${originOf(src)}`
}

const originOf = (address) => {
  const { origin } = new URL(address, location.href)
  return origin === location.origin ? "'self'" : origin
}

/** Offers the feed's own objectives; a feed that cannot be read offers none. */
async function offer() {
  const select = form.elements.namedItem('objective')
  const was = select.value
  let objectives = []
  try {
    const feed = await (await fetch(form.elements.namedItem('src').value)).json()
    objectives = feed.contract.objectives
  } catch {
    // The element says so itself, by keeping the page's words.
  }
  select.replaceChildren(select.options[0], ...objectives.map(({ id, name }) => new Option(name ?? id, id)))
  select.value = was
  if (select.selectedIndex < 0) select.selectedIndex = 0
}

form.addEventListener('input', draw)
form.elements.namedItem('src').addEventListener('change', () => offer().then(draw))
form.addEventListener('submit', (event) => event.preventDefault())
document.getElementById('copy').addEventListener('click', async () => {
  const said = document.getElementById('said')
  try {
    await navigator.clipboard.writeText(document.getElementById('tag').textContent)
    said.textContent = 'Copied.'
  } catch {
    said.textContent = 'The browser does not allow copying here. Select the text instead.'
  }
})
await offer()
draw()
