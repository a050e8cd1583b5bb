// Stands in for libraries that @oclif/core loads at start-up and npsmfa never uses: plug-in search, WSL, debug output.
const none = () => none
none.enabled = () => false
none.glob = async () => []
none.minimatch = () => false
none.enable = none
module.exports = none
