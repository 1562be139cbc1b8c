// Rounds where the phone is to about ten kilometres before anything is sent, and searches from there.
const form = document.querySelector('form.search')
const button = document.querySelector('[data-place]')
if (form && button && 'geolocation' in navigator) {
  button.hidden = false
  form.elements.near.addEventListener('change', () => { form.elements.at.value = '' })
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.at.value = `${coords.latitude.toFixed(1)},${coords.longitude.toFixed(1)}`
      form.elements.near.value = ''
      form.submit()
    }, () => { button.hidden = true }, { enableHighAccuracy: false, maximumAge: 600_000, timeout: 20_000 })
  })
}
