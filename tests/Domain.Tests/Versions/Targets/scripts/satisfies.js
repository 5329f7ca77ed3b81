// Asks npm's semver, installed in the folder that is the argument, whether a version is in a range, as npm audit does. A range and
// a version a line, each in hexadecimal UTF-8; one answer a line: + or -, ! when npm reads no such version, ? when no such range, or in its loose mode another one.
'use strict'

let semver
try {
  semver = require('module').createRequire(process.argv[2] + '/')('semver')
} catch {
  process.exit(3)
}

const read = (hexadecimal) => Buffer.from(hexadecimal, 'hex').toString('utf8')

const answer = (line) => {
  const [range, version] = line.split(' ').map(read)
  const strict = semver.satisfies(version, range, { includePrerelease: true })
  const loose = semver.satisfies(version, range, { includePrerelease: true, loose: true })
  if (semver.validRange(range) === null || strict !== loose) return '?'
  if (semver.valid(version) === null) return '!'
  return strict ? '+' : '-'
}

console.log(require('fs').readFileSync(0, 'utf8').trim().split('\n').map(answer).join('\n'))
