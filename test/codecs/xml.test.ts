import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import fc from 'fast-check'
import {parseXml, type XmlElement, XmlError, xmlLimits} from '../../src/codecs/xml.ts'

const escaped = (text: string) =>
  text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\r/g, '&#x0D;')
const written = ({name, attributes, children, text}: XmlElement): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value)}"`)
    .join('')}>${escaped(text)}${children.map(written).join('')}</${name} >`

const name = fc.stringMatching(/^[A-Za-z_][\w.:-]{0,8}$/)
const element: fc.Arbitrary<XmlElement> = fc.letrec<{element: XmlElement}>((tie) => ({
  element: fc.record(
    {
      name,
      attributes: fc.dictionary(name, fc.string(), {maxKeys: 3, noNullPrototype: true}),
      children: fc.oneof({maxDepth: 4}, fc.constant([]), fc.array(tie('element'), {maxLength: 4})),
      text: fc.string(),
    },
    {noNullPrototype: true},
  ),
})).element

/** Read, or refused with `XmlError`; anything else is a fault. */
function readOrRefused(text: string): XmlElement | null {
  try {
    return parseXml(text)
  } catch (error) {
    assert.ok(error instanceof XmlError, String(error))
    return null
  }
}

describe('XML', () => {
  it('what is written is read again', () => {
    fc.assert(
      fc.property(element, (root) => assert.deepEqual(parseXml(written(root)), root)),
      {numRuns: 300},
    )
  })
  it('takes a declaration, comments, sections and references as XML has them', () => {
    const root = parseXml(
      '\ufeff<?xml version="1.0"?>\n<!-- <x> -->\n<a b=\'"\' c = "&lt;">1<!-- 2 --><![CDATA[<3>&amp;]]>&amp;&#x1F600;<d/></a>\n',
    )
    assert.deepEqual(root, {
      name: 'a',
      attributes: {b: '"', c: '<'},
      children: [{name: 'd', attributes: {}, children: [], text: ''}],
      text: '1<3>&amp;&\u{1F600}',
    })
  })
  it('keeps names that objects have a meaning for as mere names', () => {
    const {attributes} = parseXml('<a __proto__="x" constructor="y"/>')
    assert.deepEqual(Object.entries(attributes), [
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })

  const bad = {
    nothing: '',
    'no element': '<?xml version="1.0"?>',
    'text around the element': 'a<b/>',
    'two root elements': '<a/><b/>',
    'an element that does not end': '<a><b></b>',
    'ends in the wrong order': '<a><b></a></b>',
    'an end without a beginning': '</a>',
    'a document type': '<!DOCTYPE a><a/>',
    'an entity that multiplies': '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    'an entity that is not declared': '<a>&nbsp;</a>',
    'a name that objects have, as entity': '<a>&toString;</a>',
    'a bare ampersand': '<a>1 & 2</a>',
    'a number beyond Unicode': '<a>&#x110000;</a>',
    'an attribute without value': '<a b/>',
    'an attribute twice': '<a b="1" b="2"/>',
    'attributes that touch': '<a b="1"c="2"/>',
    'an open comment': '<a><!-- </a>',
    'a broken tag': '<a / >',
    'a tag at the end': '<a',
  }
  for (const [what, text] of Object.entries(bad))
    it(`refuses ${what}`, () => assert.throws(() => parseXml(text), XmlError))

  it('refuses what is longer, deeper or more than its limits', () => {
    assert.throws(() => parseXml('<a>'.repeat(1_000_000)), /levels/)
    assert.throws(() => parseXml(`<a>${'<b/>'.repeat(xmlLimits.elements)}</a>`), /elements/)
    assert.throws(
      () => parseXml(`<a ${'b="" '.repeat(2)}/>`.replace('b', 'c'), {attributes: 1}),
      /attributes/,
    )
    assert.throws(() => parseXml(`<a>${' '.repeat(xmlLimits.length)}</a>`), /characters/)
  })
  it('reads or refuses 8 MB of anything in linear time', () => {
    const size = xmlLimits.length - 64
    for (const piece of ['<', '</', '&', '&amp;', 'a', ' ', '<a ', '<!--', '<a/>', 'b="', '<![CDATA['])
      for (const head of ['<a>', '<a ', '<a b="', '']) {
        const began = performance.now()
        readOrRefused(head + piece.repeat(size / piece.length))
        assert.ok(performance.now() - began < 4_000, `${head}${piece}…`)
      }
  })
  it('any text is read or refused, never anything else', () => {
    const pieces = [
      '<',
      '>',
      '/',
      '</',
      '<a',
      ' b=',
      '"',
      "'",
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '&',
      ';',
    ]
    const any = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({maxLength: 4})), {maxLength: 40})
    fc.assert(
      fc.property(any, (parts) => void readOrRefused(parts.join(''))),
      {numRuns: 5_000},
    )
    fc.assert(
      fc.property(element, fc.nat(), fc.string({maxLength: 3}), (root, place, noise) => {
        const text = written(root)
        const at = place % text.length
        readOrRefused(text.slice(0, at) + noise + text.slice(at + 1))
      }),
      {numRuns: 2_000},
    )
  })
})
