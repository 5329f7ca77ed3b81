// Orders pairs as npm's semver does. One pair a line, each text in hexadecimal UTF-8; one answer a line: < = > or ! when one of
// them is no version, or ? when a number is beyond npm's 2^53, where npm refuses or rounds and the scheme counts on.
'use strict'

let semver
try {
  semver = require('semver')
} catch {
  process.exit(3)
}

const isHuge = (text) => (text.split('+')[0].match(/\d+/g) ?? []).some((digits) => BigInt(digits) >= BigInt(Number.MAX_SAFE_INTEGER))

// npm's clean() passes over a leading = before it parses; the scheme does so for one.
const read = (hexadecimal) => {
  const text = Buffer.from(hexadecimal, 'hex').toString('utf8')
  return { text, version: semver.parse(text.trim().replace(/^=\s*/, '')) }
}

const answer = (line) => {
  const [left, right] = line.split(' ').map(read)
  if (isHuge(left.text) || isHuge(right.text)) return '?'
  return left.version && right.version ? '<=>'[left.version.compare(right.version) + 1] : '!'
}

console.log(require('fs').readFileSync(0, 'utf8').trim().split('\n').map(answer).join('\n'))
