// Tells whether a version is inside a range as npm's semver does. One range and one version a line, each in hexadecimal UTF-8; one
// answer a line: 1 or 0, or ! when it cannot read one of them. The folder in which semver is installed is the argument.
'use strict'

let semver
try {
  semver = require('module').createRequire(`${process.argv[2]}/`)('semver')
} catch {
  process.exit(3)
}

// Build metadata means nothing in a range; releases before 7.8 read 1.0.0+b - 2 as from >=1.0.0+b-0 on.
const withoutBuild = (range) => range.replace(/\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*/g, '')

const answer = (line) => {
  const [text, version] = line.split(' ').map((part) => Buffer.from(part, 'hex').toString('utf8'))
  const range = withoutBuild(text)
  if (!semver.valid(version) || semver.validRange(range, { includePrerelease: true }) === null) return '!'
  return semver.satisfies(version, range, { includePrerelease: true }) ? '1' : '0'
}

console.log(require('fs').readFileSync(0, 'utf8').trim().split('\n').map(answer).join('\n'))
