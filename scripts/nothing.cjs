// Stands in for parts of undici that npsmfa never uses: whatever is asked of it is itself again.
function nothing() {}
module.exports = new Proxy(nothing, {get: (target, name) => (name in target ? target[name] : module.exports)})
