// Holds files against the published schema of their format, and CSAF against the mandatory tests of its standard too.
// node validate.mjs SCHEMAS osv|cyclonedx|openvex|csaf|stix FILE…
import fs from 'node:fs'
import path from 'node:path'
import Ajv2020 from 'ajv/dist/2020.js'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'

const [schemas, format, ...files] = process.argv.slice(2)
const read = name => JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8'))

function ajv(Class) {
  const made = new Class({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(made)
  for (const wide of ['iri', 'iri-reference'])
    made.addFormat(wide, text => /^[^\s<>"{}|\\^`]+$/.test(text) && (wide !== 'iri' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)))
  for (const wide of ['idn-email', 'idn-hostname'])
    made.addFormat(wide, true)
  return made
}

const validators = {
  osv() {
    const validate = ajv(Ajv2020).compile(read('osv/schema.json'))
    return record => validate(record) ? [] : validate.errors
  },
  cyclonedx() {
    const made = ajv(Ajv)
    for (const name of ['spdx.SNAPSHOT', 'jsf-0.82.SNAPSHOT', 'cryptography-defs.SNAPSHOT'])
      made.addSchema(read(`cyclonedx/${name}.schema.json`), `http://cyclonedx.org/schema/${name}.schema.json`)
    const of = {}
    return bom => {
      const validate = of[bom.specVersion] ??= made.compile(read(`cyclonedx/bom-${bom.specVersion}.schema.json`))
      const refs = new Set(bom.components.map(c => c['bom-ref']))
      const dangling = bom.vulnerabilities.flatMap(v => v.affects).filter(a => !refs.has(a.ref))
      return validate(bom) ? dangling.length ? [{ dangling }] : [] : validate.errors
    }
  },
  openvex() {
    const validate = ajv(Ajv2020).compile(read('openvex/openvex_json_schema.json'))
    return document => validate(document) ? [] : validate.errors
  },
  async csaf() {
    const made = ajv(Ajv2020)
    for (const version of ['2.0', '3.0', '3.1'])
      made.addSchema({}, `https://www.first.org/cvss/cvss-v${version}.json`)
    const copy = path.join(import.meta.dirname, 'csaf_2_0.schema.mjs')
    fs.copyFileSync(path.join(schemas, 'csaf/csaf_2_0.schema.js.txt'), copy)
    const validate = made.compile((await import(copy)).default)
    const mandatory = await import('@secvisogram/csaf-validator-lib/mandatoryTests.js')
    return async document => {
      if (!validate(document))
        return validate.errors
      const results = await Promise.all(Object.values(mandatory).map(async test => ({ test: test.name, ...await test(document) })))
      return results.filter(r => r.isValid === false)
    }
  },
  stix() {
    const made = ajv(Ajv2020)
    const all = fs.readdirSync(path.join(schemas, 'stix/schemas'), { recursive: true }).filter(f => f.endsWith('.json')).map(f => read(`stix/schemas/${f}`))
    all.forEach(schema => made.addSchema(schema))
    const of = type => made.getSchema(all.find(s => s.title === type).$id)
    return bundle => [bundle, ...bundle.objects].flatMap(object => of(object.type)(object) ? [] : of(object.type).errors)
  },
}

const validate = await validators[format]()
let count = 0
for (const file of files) {
  const faults = await validate(JSON.parse(fs.readFileSync(file, 'utf8')))
  count += faults.length
  for (const fault of faults.slice(0, 10))
    console.error(`${file}: ${JSON.stringify(fault)}`)
}
process.exit(count === 0 ? 0 : 1)
