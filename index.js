// n8n loads the files named in package.json under "n8n"; nothing is exported from here.
module.exports = {};
