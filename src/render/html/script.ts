/** All that runs in the page: buttons that copy. Without it they stay hidden and the commands can be selected. */
export const script = `
for (const box of document.querySelectorAll('.command')) {
  const [code, button, said] = ['code', 'button', '[role=status]'].map((one) => box.querySelector(one))
  button.hidden = false
  button.addEventListener('click', async () => {
    getSelection().selectAllChildren(code)
    let done = true
    try { await navigator.clipboard.writeText(code.textContent) } catch { done = document.execCommand('copy') }
    button.textContent = done ? 'Copied' : 'Press Ctrl+C'
    said.textContent = button.textContent
    setTimeout(() => { button.textContent = 'Copy' ; said.textContent = '' }, 3000)
  })
}
`
