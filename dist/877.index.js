export const id = 877;
export const ids = [877];
export const modules = {

/***/ 2931:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ abortable)
/* harmony export */ });
/**
 * Waits for work, at most until the signal is aborted. The work itself continues, for others who wait for it.
 *
 * @throws the reason of the signal
 */
const abortable = async (work, signal) => {
    if (signal === undefined)
        return work;
    let abort = () => undefined;
    const aborted = new Promise((_, reject) => {
        abort = () => {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the reason of a signal can be anything
            reject(signal.reason);
        };
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted)
        abort();
    try {
        return await Promise.race([aborted, work]);
    }
    finally {
        signal.removeEventListener('abort', abort);
    }
};


/***/ }),

/***/ 2017:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ awaitAll),
/* harmony export */   F: () => (/* binding */ awaitAllOrRefuse)
/* harmony export */ });
/* harmony import */ var _refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1690);

const fulfilled = (results) => results.map(result => (result.status === 'fulfilled' ? result.value : undefined));
/**
 * Waits for all of the work, whatever fails, and then throws the first error: no write is still under way when the step
 * reports its failure. Writes that are split into parts must be awaited like this too.
 */
const awaitAll = async (work) => {
    const results = await Promise.allSettled(work);
    for (const result of results)
        if (result.status === 'rejected')
            throw result.reason;
    return fulfilled(results);
};
/**
 * Waits for all of the work like {@link awaitAll}; where several pieces were refused, the error holds what each was
 * refused for, so that all can be mended at once.
 */
const awaitAllOrRefuse = async (work, heading) => {
    const results = await Promise.allSettled(work);
    const reasons = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
    const refusals = reasons.filter(reason => reason instanceof _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f);
    if (refusals.length < reasons.length)
        throw reasons.find(reason => !(reason instanceof _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f));
    if (refusals.length > 0)
        throw new _refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(refusals.flatMap(({ problems }) => problems), heading);
    return fulfilled(results);
};


/***/ }),

/***/ 9082:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ ambiguity),
/* harmony export */   Ib: () => (/* binding */ withKnownNames),
/* harmony export */   Xc: () => (/* binding */ firstJson)
/* harmony export */ });
/** The name as Go compares it: without case, and with the two letters that fold into ASCII (encoding/json, foldName). */
const fold = (name) => name
    .replace(/[A-Z]/g, letter => letter.toLowerCase())
    .replace(/\u017f/g, 's')
    .replace(/\u212a/g, 'k');
/** The position after a string that begins at a position. Long strings exhaust the stack of a regular expression. */
const endOfString = (text, start) => {
    const special = /["\\]/g;
    special.lastIndex = start + 1;
    for (let found = special.exec(text); found !== null; found = special.exec(text)) {
        if (found[0] === '"')
            return special.lastIndex;
        special.lastIndex++;
    }
    return text.length;
};
/** Strings, punctuation, and everything else that valid JSON is made of. */
function* tokensOf(text) {
    const token = /"|[{}[\],:]|[^\s{}[\],:"]+/g;
    for (let found = token.exec(text); found !== null; found = token.exec(text)) {
        if (found[0] === '"')
            token.lastIndex = endOfString(text, found.index);
        yield { part: text.slice(found.index, token.lastIndex), end: token.lastIndex };
    }
}
/** The first value of a text, as Go's decoder reads it, which leaves what follows alone. */
const firstJson = (text) => {
    let depth = 0;
    let length = 0;
    for (const { part, end } of tokensOf(text)) {
        if (part === '{' || part === '[')
            depth++;
        else if (part === '}' || part === ']')
            depth--;
        length = end;
        if (depth === 0)
            break;
    }
    return text.slice(0, length);
};
/** The object with the names that a Go program knows, for members that it would take for them: the last one counts. */
const withKnownNames = (json, names) => Object.fromEntries(Object.entries(json).map(([name, value]) => [names.find(one => fold(one) === fold(name)) ?? name, value]));
const memberProblem = (name, { known = {}, names }) => {
    if (names.has(name))
        return `it has the member '${name}' twice`;
    if (Object.hasOwn(known, name))
        return undefined;
    const meant = Object.keys(known).find(one => fold(one) === fold(name));
    return meant === undefined ? undefined : `it has the member '${name}', which other programs take for '${meant}'`;
};
const isLossy = (text) => /^[-\d]/.test(text) && !(Math.abs(Number(text)) <= Number.MAX_SAFE_INTEGER);
/**
 * Why other programs may read a text otherwise than JavaScript; undefined where all read the same.
 *
 * @param text valid JSON
 * @param known the members of its root
 */
const ambiguity = (text, known) => {
    const stack = [];
    let root = known;
    let expectsName = false;
    for (const { part } of tokensOf(text)) {
        const top = stack.at(-1);
        if (part === '{' || part === '[') {
            const members = top === undefined ? root : top.next;
            root = undefined;
            stack.push({ isObject: part === '{', known: members, names: new Set(), next: members });
            expectsName = part === '{';
        }
        else if (part === '}' || part === ']') {
            stack.pop();
            expectsName = false;
        }
        else if (part === ',') {
            expectsName = top?.isObject === true;
        }
        else if (expectsName && top !== undefined) {
            const name = JSON.parse(part);
            const problem = memberProblem(name, top);
            if (problem !== undefined)
                return problem;
            top.names.add(name);
            top.next = top.known !== undefined && Object.hasOwn(top.known, name) ? top.known[name] : undefined;
            expectsName = false;
        }
        else if (isLossy(part))
            return `it has the number ${part}, which is too large to be kept`;
    }
    return undefined;
};


/***/ }),

/***/ 9927:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P7: () => (/* binding */ asStrings),
/* harmony export */   _j: () => (/* binding */ asArray),
/* harmony export */   i: () => (/* binding */ asNumber),
/* harmony export */   oJ: () => (/* binding */ asString),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   qY: () => (/* binding */ asRecord),
/* harmony export */   sJ: () => (/* binding */ jsonReader),
/* harmony export */   u4: () => (/* binding */ isRecord)
/* harmony export */ });
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Parses JSON; undefined, which JSON cannot express, where the text is not JSON. */
const parseJson = (text) => {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
};
// Lenient reads, for documents that are used as far as they go: a member of another kind counts as absent.
const asRecord = (value) => (isRecord(value) ? value : {});
const asArray = (value) => (Array.isArray(value) ? value : []);
/** A string; undefined where it is empty: Go programs write '' for what is absent. */
const asString = (value) => typeof value === 'string' && value !== '' ? value : undefined;
const asNumber = (value) => (typeof value === 'number' ? value : undefined);
/** The members of an object that are strings, empty ones included. */
const asStrings = (value) => Object.fromEntries(Object.entries(asRecord(value)).filter((entry) => typeof entry[1] === 'string'));
/** @param fail throws the error of the document: the member `where` is not `expected`, as in `an object` */
const jsonReader = (fail) => {
    const array = (value, where) => (Array.isArray(value) ? value : fail(where, 'an array'));
    const string = (value, where) => asString(value) ?? fail(where, 'a non-empty string');
    return {
        record: (value, where) => (isRecord(value) ? value : fail(where, 'an object')),
        array,
        optionalArray: (value, where) => array(value ?? [], where),
        string,
        optionalString: (value, where) => value === undefined || value === null || value === '' ? undefined : string(value, where)
    };
};


/***/ }),

/***/ 7535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ editDistance),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/**
 * How many edits turn one text into the other: a character more, less or another one, or two neighbours swapped (optimal
 * string alignment).
 */
const editDistance = (from, to) => {
    const [a, b] = [Array.from(from), Array.from(to)];
    const at = (row, index) => row[index] ?? Infinity;
    const start = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    const [, last] = a.reduce(([beforeLast, row], char, i) => {
        const next = [i + 1];
        for (const [j, other] of b.entries()) {
            const isSwapped = char === b[j - 1] && a[i - 1] === other;
            next.push(Math.min(at(row, j + 1) + 1, at(next, j) + 1, at(row, j) + (char === other ? 0 : 1), isSwapped ? at(beforeLast, j - 1) + 1 : Infinity));
        }
        return [row, next];
    }, start);
    return at(last, b.length);
};
/** Typos are rare: more edits than this make another word of a short one. */
const maxEdits = (word) => (word.length <= 5 ? 1 : 2);
const singular = (word) => word.replace(/ies$/, 'y').replace(/s$/, '');
/**
 * The known word that a text is a misspelling of, whatever its case: the one with the fewest edits, of up to two, or of one
 * in a word of up to five letters; else its singular or plural.
 */
const nearest = (text, known) => {
    const lower = text.toLowerCase();
    const candidates = known.map(word => ({ word, edits: editDistance(lower, word.toLowerCase()) }));
    const [best] = candidates.filter(({ word, edits }) => edits <= maxEdits(word)).sort((a, b) => a.edits - b.edits);
    return best?.word ?? known.find(word => singular(word) === singular(lower));
};


/***/ }),

/***/ 1690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ RefusedError)
/* harmony export */ });
/* harmony import */ var _user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** Images cannot become what they are to become; the message holds every problem. */
class RefusedError extends _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    problems;
    name = 'RefusedError';
    constructor(problems, heading = 'the list cannot be made') {
        super((0,_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .joinProblems */ .zx)(problems, heading));
        this.problems = problems;
    }
}


/***/ }),

/***/ 292:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K8: () => (/* binding */ isTime),
/* harmony export */   fU: () => (/* binding */ formatTime),
/* harmony export */   q1: () => (/* binding */ msPerDay)
/* harmony export */ });
/** Milliseconds of a day. */
const msPerDay = 86_400_000;
/** The last second of the year 9999, which is as far as RFC 3339 goes. */
const lastSecond = 253_402_300_799;
/** Whether RFC 3339 has a form for this many seconds since 1970. */
const isTime = (seconds) => Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= lastSecond;
/** Seconds since 1970 as RFC 3339, without fractions: `2026-08-01T12:00:00Z`. */
const formatTime = (seconds) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');


/***/ }),

/***/ 394:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ uniqueBy)
/* harmony export */ });
/** The items without later ones that have the key of an earlier one. */
const uniqueBy = (items, keyOf) => {
    const keys = new Set();
    return items.filter(item => {
        const key = keyOf(item);
        const isNew = !keys.has(key);
        keys.add(key);
        return isNew;
    });
};


/***/ }),

/***/ 1318:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CU: () => (/* binding */ parseInput),
/* harmony export */   Uo: () => (/* binding */ unknownValue),
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   fV: () => (/* binding */ missingInput)
/* harmony export */ });
/* harmony import */ var _common_nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7535);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);


/** An input cannot be used: which one, what is wrong with it, and what to write instead. */
class InputError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    input;
    name = 'InputError';
    /**
     * @param input its name in action.yml
     * @param what what is wrong, with the value; what begins with `Input '…'` is the whole sentence
     * @param remedy what to do
     */
    constructor(input, what, remedy, cause) {
        super({ what, remedy, input, cause });
        this.input = input;
    }
}
/** An input that has to be given is not. */
const missingInput = (input, remedy) => new InputError(input, `Input '${input}' is required`, remedy);
/**
 * An input takes one of a few values, and this is not one of them.
 *
 * @param meant the value that the user may have meant
 */
const unknownValue = (input, value, known, { noun = 'value', meant = (0,_common_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .p)(value, known) } = {}) => {
    const remedy = `use one of: ${known.join(', ')}`;
    return new InputError(input, `unknown ${noun} '${value}'`, meant === undefined ? remedy : `did you mean '${meant}'? ${(0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .capitalize */ .ZH)(remedy)}`);
};
/**
 * Parses the value of an input.
 *
 * @throws InputError with what the parser refuses
 */
const parseInput = (input, value, remedy, parse) => {
    try {
        return parse(value);
    }
    catch (error) {
        if (!(error instanceof _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo))
            throw error;
        throw new InputError(input, error.reason, remedy, error);
    }
};


/***/ }),

/***/ 2605:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readManifestInputs: () => (/* binding */ readManifestInputs)
});

// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./src/inputs/reader.ts
var reader = __webpack_require__(9066);
// EXTERNAL MODULE: ./src/inputs/references.ts
var references = __webpack_require__(7443);
// EXTERNAL MODULE: ./src/inputs/shared.ts + 1 modules
var inputs_shared = __webpack_require__(5898);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/json.ts
var json = __webpack_require__(9927);
;// CONCATENATED MODULE: ./src/inputs/spec.ts




/** A file that describes a list has some hundred lines. */
const maxBytes = 1024 * 1024;
const fail = (what) => {
    throw new errors/* InputError */.dz('spec', what, "write it as manifest-tool's README shows: image, tags, manifests with image and platform");
};
const { record, optionalArray, string, optionalString } = (0,json/* jsonReader */.sJ)((where, expected) => fail(`${where} is not ${expected}`));
const optionalRecord = (value, where) => record(value ?? {}, where);
const strings = (value, where) => optionalArray(value, where).flatMap((item, i) => optionalString(item, `${where}[${i}]`) ?? []);
const readPlatform = (value, where) => {
    const json = optionalRecord(value, where);
    const member = (...names) => names.map(name => optionalString(json[name], `${where}.${name}`)).find(found => found !== undefined);
    const osFeatures = strings(json.osfeatures ?? json['os.features'], `${where}.osfeatures`);
    return (0,defined/* defined */.s)({
        os: member('os'),
        architecture: member('architecture'),
        variant: member('variant'),
        osVersion: member('osversion', 'os.version'),
        osFeatures: osFeatures.length === 0 ? undefined : osFeatures
    });
};
const readManifest = (value, where) => {
    const json = record(value, where);
    return {
        image: string(json.image, `${where}.image`),
        platform: readPlatform(json.platform, `${where}.platform`)
    };
};
/** `image` may carry the first tag, as manifest-tool wants it. */
const readTarget = (image, more) => {
    const colon = image?.lastIndexOf(':') ?? -1;
    const tagged = image !== undefined && colon > image.lastIndexOf('/');
    const tags = [...(tagged ? [image.slice(colon + 1)] : []), ...more];
    return (0,defined/* defined */.s)({
        image: tagged ? image.slice(0, colon) : image,
        tags: tags.length === 0 ? undefined : tags.join('\n')
    });
};
/** Annotations as lines of the input; a line break would make two of one. */
const readAnnotations = (value) => {
    const lines = Object.entries(optionalRecord(value, 'annotations')).map(([key, item]) => `${key}=${optionalString(item, `annotations.${key}`) ?? ''}`);
    const broken = lines.find(line => /[\r\n]/.test(line));
    if (broken !== undefined)
        fail(`annotations.${broken.split('=')[0] ?? ''} has more than one line`);
    return (0,defined/* defined */.s)({ annotations: lines.length === 0 ? undefined : lines.join('\n') });
};
/** @throws InputError that names the member at fault */
const parseSpec = async (yaml) => {
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    let spec;
    try {
        // Aliases could make a small file huge; manifest-tool's files need none. All scalars stay strings, as in a tag 2.10.
        spec = parse(yaml, { maxAliasCount: 0, schema: 'failsafe', customTags: ['null'], logLevel: 'error' });
    }
    catch (cause) {
        return fail(`the file is not YAML (${cause.message.split('\n')[0] ?? ''})`);
    }
    const json = record(spec, 'the file');
    return {
        inputs: {
            ...readTarget(optionalString(json.image, 'image'), strings(json.tags, 'tags')),
            ...readAnnotations(json.annotations)
        },
        manifests: optionalArray(json.manifests, 'manifests').map((item, i) => readManifest(item, `manifests[${i}]`))
    };
};
/** @throws InputError when the file cannot be read, or is not such YAML */
const readSpec = async (path) => {
    let yaml;
    try {
        yaml = await (0,promises_.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new errors/* InputError */.dz('spec', `'${path}' cannot be read`, 'give the path of a file in the workspace', cause);
    }
    return yaml.length > maxBytes ? fail(`'${path}' is larger than ${maxBytes} bytes`) : parseSpec(yaml);
};

// EXTERNAL MODULE: ./src/inputs/placeholders.ts
var inputs_placeholders = __webpack_require__(8043);
;// CONCATENATED MODULE: ./src/inputs/manifest.ts








const listTypes = ['auto', 'docker', 'oci'];
/** A reference, with placeholders; or a bare digest of the image's own repository, as the output `digest` has it. */
const readSource = (input, value, own, placeholders) => {
    if ((0,digest/* isDigest */.Bc)(value))
        return { ...own, digest: value };
    if (/^sha(?:256|512):/i.test(value)) {
        throw new errors/* InputError */.dz(input, `'${value}' is not a digest`, `write ${digest/* digestForm */.JN}`);
    }
    const filled = (0,inputs_placeholders/* fillPlaceholders */.Ct)(input, value, placeholders);
    if ('missing' in filled) {
        throw new errors/* InputError */.dz(input, `the placeholder in '${value}' cannot be filled: ${filled.missing}`, 'start the run from a version tag, or write the tag out');
    }
    return (0,errors/* parseInput */.CU)(input, filled.text, "write references like 'ghcr.io/org/app:v1-ltsc2022'", reference/* parseReference */.F2);
};
/** The inputs, with what the spec says where an input is not given. */
const overlay = (read, { inputs }) => (0,reader/* inputReader */.c)(name => read.string(name) ?? inputs[name] ?? '');
const noSpec = { inputs: {}, manifests: [] };
/** The releases to list, where `releases` is not empty. */
const readListed = (names) => {
    if (!names.includes('found'))
        return (0,inputs_shared/* readReleases */.tl)(names);
    if (names.length === 1)
        return 'found';
    throw new errors/* InputError */.dz('releases', "'found' means every release that has an image, and cannot be combined with others", "write 'found' alone, or name the releases");
};
/**
 * Reads the inputs, and the file that `spec` names.
 *
 * @throws InputError that names the input
 */
const readManifestInputs = async (fromUser, context) => {
    const path = fromUser.string('spec');
    const spec = path === undefined ? noSpec : await readSpec(path);
    const read = overlay(fromUser, spec);
    const shared = (0,inputs_shared/* readPublishInputs */.RY)(read, context);
    const [own] = shared.images;
    const releases = readListed(read.list('releases'));
    const sources = [
        ...read.list('sources').map(value => ({
            reference: readSource('sources', (0,references/* withLowerRepository */.Eg)(value), own, shared.placeholders),
            platform: {}
        })),
        ...spec.manifests.map(({ image, platform }) => ({
            reference: readSource('spec', image, own, shared.placeholders),
            platform
        }))
    ];
    if (releases.length === 0 && sources.length === 0) {
        throw new errors/* InputError */.dz('releases', 'there is nothing to list', "name the releases, like ltsc2022, ltsc2025, or give 'sources' or 'spec'");
    }
    return {
        ...shared,
        releases,
        sources,
        annotations: read.keyValues('annotations'),
        mediaType: read.choice('media-type', listTypes, 'auto'),
        keepExisting: read.boolean('keep-existing', false),
        allowStale: read.boolean('allow-stale', false),
        allowRemoval: read.boolean('allow-removal', false),
        allowMissingOsVersion: read.boolean('allow-missing-os-version', false)
    };
};


/***/ }),

/***/ 8043:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ct: () => (/* binding */ fillPlaceholders),
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   Hc: () => (/* binding */ fillKnown),
/* harmony export */   Kc: () => (/* binding */ hasPlaceholder)
/* harmony export */ });
/* harmony import */ var _oci_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2829);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1318);


const names = ['raw', 'version', 'major', 'minor', 'patch', 'sha', 'branch', 'date'];
const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;
const namesIn = (value) => [...value.matchAll(placeholder)].map(match => match[1] ?? '');
const hasPlaceholder = (value, name) => namesIn(value).includes(name);
/** `0123456`: as many digits as git shows. */
const shortSha = (sha) => sha.slice(0, 7);
/** The values of the placeholders; undefined where the run has none. Pre-releases fill no part of a version. */
const valuesOf = ({ subject, sha, branch, date }) => {
    const version = (0,_oci_version_js__WEBPACK_IMPORTED_MODULE_0__/* .parseVersion */ .ot)(subject);
    const release = (0,_oci_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(subject) ? null : version;
    return {
        raw: subject,
        version: version?.version,
        major: release?.major.toString(),
        minor: release?.minor.toString(),
        patch: release?.patch.toString(),
        sha: sha === '' ? undefined : shortSha(sha),
        branch,
        date
    };
};
const isName = (name) => names.some(known => known === name);
const whyMissing = (name, { subject, noVersion }) => {
    if (name === 'branch')
        return 'no branch started the run';
    if (name === 'sha')
        return 'the run has no commit';
    if (subject === undefined)
        return noVersion;
    return (0,_oci_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isPrerelease */ .V1)(subject) ? `${subject} is a pre-release` : `'${subject}' is not a version (MAJOR.MINOR.PATCH)`;
};
/** Fills the placeholders of a string. What else is in braces stays. */
const fillKnown = (value, sources) => {
    const values = valuesOf(sources);
    const missing = namesIn(value)
        .filter(isName)
        .find(name => values[name] === undefined);
    if (missing !== undefined)
        return { missing: whyMissing(missing, sources) };
    return { text: value.replace(placeholder, (whole, name) => (isName(name) ? (values[name] ?? '') : whole)) };
};
/**
 * Fills the placeholders of a string.
 *
 * @throws InputError for a placeholder that does not exist
 */
const fillPlaceholders = (input, value, sources) => {
    const unknown = namesIn(value).find(name => !isName(name));
    if (unknown !== undefined) {
        const known = names.map(name => `{{${name}}}`);
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(input, `unknown placeholder {{${unknown}}} in '${value}'`, `use one of: ${known.join(', ')}`);
    }
    return fillKnown(value, sources);
};


/***/ }),

/***/ 9066:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ inputReader)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1318);

/** @param get the value of an input, trimmed; '' when it is not given (`readInputs` of the runner) */
const inputReader = (get) => {
    const string = name => {
        const value = get(name);
        return value === '' ? undefined : value;
    };
    const split = (name, separator) => get(name)
        .split(separator)
        .map(item => item.trim())
        .filter(item => item !== '');
    return {
        string,
        line: name => {
            const value = string(name);
            if (value !== undefined && /[\r\n]/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' has a line break`, 'write it on one line');
            return value;
        },
        list: name => split(name, /[\r\n,]+/),
        lines: name => split(name, /[\r\n]+/),
        keyValues: name => Object.fromEntries(split(name, /[\r\n]+/).map(line => {
            const equals = line.indexOf('=');
            if (equals < 1)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `the line '${line}' is not of the form key=value`, 'write one key=value per line');
            return [line.slice(0, equals).trim(), line.slice(equals + 1).trim()];
        })),
        boolean: (name, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            // The spellings of YAML 1.2's core schema, as the toolkit takes them.
            if (/^(?:true|True|TRUE)$/.test(value))
                return true;
            if (/^(?:false|False|FALSE)$/.test(value))
                return false;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is neither true nor false`, "write 'true' or 'false'");
        },
        choice: (name, values, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            const found = values.find(item => item === value);
            if (found === undefined)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknownValue */ .Uo)(name, value, values);
            return found;
        },
        positiveInteger: (name, defaultValue) => {
            const value = string(name);
            if (value === undefined)
                return defaultValue;
            if (!/^[1-9]\d{0,2}$/.test(value))
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(name, `'${value}' is not a whole number from 1 to 999`, 'write it like 5');
            return Number(value);
        }
    };
};


/***/ }),

/***/ 7443:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eg: () => (/* binding */ withLowerRepository),
/* harmony export */   Wf: () => (/* binding */ readReference),
/* harmony export */   d0: () => (/* binding */ readReferenceFor),
/* harmony export */   l2: () => (/* binding */ readBaseImage)
/* harmony export */ });
/* harmony import */ var _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(876);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1318);
/* harmony import */ var _release_reader_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(906);




const like = (example) => `write it like '${example}'`;
/**
 * A reference with its repository in lower case, as in `image`: `ghcr.io/${{ github.repository }}` holds the owner as
 * GitHub writes it. Tags keep theirs.
 */
const withLowerRepository = (value) => value.replace(/^[^@]*?(?=(?::[^/:@]*)?(?:@|$))/, repository => repository.toLowerCase());
/** An input that is one reference. @throws InputError that names the input */
const readReference = (read, input, example) => {
    const value = read.string(input);
    return value === undefined ? undefined : (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInput */ .CU)(input, withLowerRepository(value), like(example), _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseReference */ .F2);
};
/** @throws as {@link readReference} */
const readReferenceFor = (read, input, example) => {
    const fixed = readReference((0,_release_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readerFor */ .d2)(read, _release_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .someRelease */ .OT), input, example);
    if (fixed === undefined)
        return undefined;
    const of = (release) => readReference((0,_release_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .readerFor */ .d2)(read, release), input, example) ?? fixed;
    return (0,_release_reader_js__WEBPACK_IMPORTED_MODULE_3__/* .anyVaries */ .zN)(read, [input]) ? { of } : { of, fixed };
};
/**
 * The input `base-image`.
 *
 * @param alternative what else can be done in the mode
 * @throws InputError that names it
 */
const readBaseImage = (read, alternative = '') => {
    const value = read.string('base-image');
    if (value === undefined)
        return undefined;
    const remedy = `${like('mcr.microsoft.com/windows/nanoserver')}${alternative}`;
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .parseInput */ .CU)('base-image', withLowerRepository(value), remedy, _oci_base_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .parseBaseTemplate */ .rc);
};


/***/ }),

/***/ 906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OT: () => (/* binding */ someRelease),
/* harmony export */   d2: () => (/* binding */ readerFor),
/* harmony export */   zN: () => (/* binding */ anyVaries)
/* harmony export */ });
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2852);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9066);


/**
 * Reads inputs for one release: `{{release}}` and `{{year}}` are filled in all of them.
 *
 * @throws UserError that names the input, once one is read that has `{{year}}` and the release has none
 */
const readerFor = (read, release) => (0,_reader_js__WEBPACK_IMPORTED_MODULE_1__/* .inputReader */ .c)(name => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .fillForRelease */ .yQ)(name, read.string(name) ?? '', release));
/** Stands for any release where none is known yet, so that what can be refused is refused at once. */
const someRelease = { name: 'ltsc2022', year: 2022 };
/** Whether one of these inputs has another value for every release. */
const anyVaries = (read, names) => names.some(name => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .variesByRelease */ .XT)(read.string(name) ?? ''));


/***/ }),

/***/ 5898:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  AM: () => (/* binding */ readImage),
  RY: () => (/* binding */ readPublishInputs),
  j1: () => (/* binding */ readPush),
  _5: () => (/* binding */ readRegistry),
  iJ: () => (/* binding */ readRelease),
  tl: () => (/* binding */ readReleases),
  wn: () => (/* binding */ readSuffix),
  VV: () => (/* binding */ refuseTwoNames)
});

// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/unique.ts
var unique = __webpack_require__(394);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/oci/tag-guard.ts
var tag_guard = __webpack_require__(3589);
// EXTERNAL MODULE: ./src/windows/release-placeholder.ts
var release_placeholder = __webpack_require__(2852);
// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
// EXTERNAL MODULE: ./src/oci/version.ts
var oci_version = __webpack_require__(2829);
// EXTERNAL MODULE: ./src/inputs/placeholders.ts
var placeholders = __webpack_require__(8043);
;// CONCATENATED MODULE: ./src/inputs/tags.ts






/** A full reference as docker/metadata-action prints it; a bare tag cannot hold a colon. */
const isReference = (value) => value.includes(':');
/** Makes a legal tag of the value, as docker/metadata-action does. */
const sanitise = (value) => value.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '');
const maxLength = 128;
const checkLength = (tag, suffix) => {
    if (tag.length + suffix <= maxLength)
        return;
    throw new errors/* InputError */.dz('tags', `'${tag}' is too long: with the suffix it has ${tag.length + suffix} characters, and a tag has at most ${maxLength}`, 'shorten it');
};
const parseTagged = (item) => {
    const remedy = 'give tags without a repository, or full references as docker/metadata-action prints them';
    const reference = (0,errors/* parseInput */.CU)('tags', item, remedy, oci_reference/* parseReference */.F2);
    const { tag, digest } = reference;
    if (tag === undefined || digest !== undefined)
        throw new errors/* InputError */.dz('tags', `'${item}' is not a reference with a tag`, 'write name:tag');
    return { repository: (0,oci_reference/* repositoryOf */._M)(reference), tag };
};
/** Splits full references into repositories and tags; every repository has to get the same tags. */
const splitReferences = (items) => {
    const seen = [];
    for (const { repository, tag } of items.map(parseTagged)) {
        const known = seen.find(other => (0,oci_reference/* sameRepository */.RB)(other.repository, repository));
        if (known === undefined)
            seen.push({ repository, tags: new Set([tag]) });
        else
            known.tags.add(tag);
    }
    const [first, ...others] = seen;
    for (const other of others) {
        if (first !== undefined && [...other.tags].sort().join() !== [...first.tags].sort().join()) {
            throw new errors/* InputError */.dz('tags', `${(0,oci_reference/* formatRepository */.Sh)(first.repository)} and ${(0,oci_reference/* formatRepository */.Sh)(other.repository)} get different tags`, "list every tag for every repository, or give tags without a repository and name the repositories in 'image'");
        }
    }
    return { repositories: seen.map(({ repository }) => repository), tags: [...(first?.tags ?? [])] };
};
/** The items of `tags`, or what stands in for them: the tag or the commit that the run was started from. */
const requestedTags = (items, { gitTag, sha }) => {
    if (items.length === 0) {
        if (gitTag === undefined && sha === '')
            throw new errors/* InputError */.dz('tags', "Input 'tags' is required where a run has neither a tag nor a commit", 'give a tag');
        return [gitTag ?? `sha-${(0,placeholders/* shortSha */.Fu)(sha)}`];
    }
    const rule = items.find(item => item.startsWith('type='));
    if (rule === undefined)
        return items;
    throw new errors/* InputError */.dz('tags', `'${rule}' is a rule of docker/metadata-action`, 'give the output of that action: tags: ${{ steps.meta.outputs.tags }}');
};
/** Makes a tag of an item whose placeholders are filled. */
const tagOf = (item, text) => {
    const tag = sanitise(text);
    if (!(0,oci_reference/* isTag */.dz)(tag) && tag.length <= maxLength)
        throw new errors/* InputError */.dz('tags', `nothing in '${item}' can be part of a tag`, "use letters, digits, '_', '.' and '-'");
    if ((0,placeholders/* hasPlaceholder */.Kc)(item, 'branch') && (!(0,tag_guard/* isFloatingTag */.Dv)(tag) || (0,tag_guard/* beginsAsFollowed */.fG)(tag))) {
        throw new errors/* InputError */.dz('tags', `the branch makes '${tag}' of '${item}', which users would take for a version or its newest image`, 'write something before {{branch}}, like branch-{{branch}}, or rename the branch');
    }
    return tag;
};
/** Why there is no version. */
const describeRun = ({ branch, source }) => {
    if (source !== undefined)
        return `${source} has no version label`;
    return branch === undefined
        ? 'the run was not started by a version tag'
        : `the run was started by branch '${branch}' and not by a version tag`;
};
const unfilledRemedy = (item, { subject, branch }, { source }) => {
    const always = "put a tag first that every run has, like 'sha-{{sha}}' or 'edge'";
    if (branch === undefined && (0,placeholders/* hasPlaceholder */.Kc)(item, 'branch'))
        return always;
    if ((0,oci_version/* isPrerelease */.V1)(subject))
        return "put a tag first that pre-releases have too, like '{{raw}}' or '{{version}}'";
    if (subject !== undefined || source !== undefined)
        return "set 'version', or put a tag without a version first";
    return `start the run from a version tag, or ${always}`;
};
const unfilled = (item, missing, remedy) => new errors/* InputError */.dz('tags', `the first tag '${item}' names the images of the releases, and cannot be filled: ${missing}`, remedy);
/** The tag that names the legs, which cannot be dropped. In a dry run any name will do. */
const firstTag = (item, sources, context, isDry) => {
    if ((0,placeholders/* hasPlaceholder */.Kc)(item, 'date'))
        throw new errors/* InputError */.dz('tags', `the first tag '${item}' has {{date}}, and the jobs of one run can fall on two days`, "put another tag first, like 'sha-{{sha}}' or 'nightly'");
    const filled = (0,placeholders/* fillPlaceholders */.Ct)('tags', item, sources);
    if ('text' in filled)
        return [{ tag: tagOf(item, filled.text), text: filled.text, item }];
    if (!isDry || context.sha === '')
        throw unfilled(item, filled.missing, unfilledRemedy(item, sources, context));
    const tag = `sha-${(0,placeholders/* shortSha */.Fu)(context.sha)}`;
    const notice = `The images of this dry run are named ${tag}: the first tag '${item}' cannot be filled, because ${filled.missing}.`;
    return [{ tag, text: tag, item: tag }, { notice }];
};
const furtherTag = (item, sources) => {
    const filled = (0,placeholders/* fillPlaceholders */.Ct)('tags', item, sources);
    return 'text' in filled
        ? { tag: tagOf(item, filled.text), text: filled.text, item }
        : { notice: `The tag '${item}' is left out: ${filled.missing}.` };
};
/** What a run does without that has no version, although something in it looks like one. */
const versionNotice = (given, found) => {
    const rest = '{{version}}, {{major}}, {{minor}} and {{patch}} are not filled, and only latest, N and N.M that hold a known version are kept';
    if (given !== undefined)
        return [
            `The input 'version' is '${given}', not MAJOR.MINOR.PATCH as by semver.org: ${rest}. Write all three numbers, like 1.2.3.`
        ];
    const written = found.find(value => value !== undefined && (0,oci_version/* looksLikeVersion */.aG)(value));
    if (written === undefined)
        return [];
    return [
        `'${written}' is not a version by semver.org (MAJOR.MINOR.PATCH): the images get no version label and no build argument for it, ${rest}. Set 'version' to have all of that, like 1.2.3.`
    ];
};
/**
 * Turns the items of `tags` into tags: fills the placeholders, makes every tag legal, and drops, with a notice, further
 * tags that this run cannot fill.
 *
 * @throws InputError when an item cannot become a tag, or when the first one cannot be filled
 */
const resolveTags = (items, context, rules) => {
    const requested = requestedTags(items, context);
    const split = requested.some(isReference) ? splitReferences(requested) : { repositories: [], tags: requested };
    const { gitTag, version: given, sha, date, branch } = context;
    const known = [given, gitTag];
    const literal = split.tags.flatMap(tag => (0,oci_version/* readTagVersion */.fJ)(tag, known)?.version ?? [])[0];
    const subject = given ?? literal ?? gitTag;
    const sources = { sha, date, noVersion: describeRun(context), ...(0,defined/* defined */.s)({ branch, subject }) };
    const outcomes = split.tags.flatMap((item, index) => index === 0 ? firstTag(item, sources, context, rules.isDry === true) : [furtherTag(item, sources)]);
    const kept = outcomes.flatMap(outcome => ('tag' in outcome ? [outcome] : []));
    const [first = '', ...rest] = new Set(kept.map(({ tag }) => tag));
    checkLength(first, rules.longestSuffix);
    for (const tag of rest)
        checkLength(tag, 0);
    // What a pattern adds to the version only looks like a pre-release.
    const ofTags = kept.flatMap(({ text, item }) => (0,oci_version/* readTagVersion */.fJ)(text, text === item ? known : [...known, subject])?.version ?? [])[0];
    const version = given ?? ofTags ?? ((0,oci_version/* parseVersion */.ot)(subject) === null ? undefined : subject);
    const notices = [
        ...outcomes.flatMap(outcome => ('notice' in outcome ? [outcome.notice] : [])),
        ...((0,oci_version/* parseVersion */.ot)(version) === null ? versionNotice(given, [gitTag, split.tags[0]]) : [])
    ];
    return {
        tags: [first, ...rest],
        repositories: split.repositories,
        placeholders: sources,
        notices,
        ...(0,defined/* defined */.s)({ version })
    };
};

;// CONCATENATED MODULE: ./src/inputs/shared.ts








/** The input `suffix`: what the tag of a release's own image has behind the first of `tags`. */
const readSuffix = (read) => read.string('suffix') ?? '-{{release}}';
/** A repository of the input `image`; GitHub owners have upper case, repositories must not. */
const readImage = (value) => (0,errors/* parseInput */.CU)('image', value.toLowerCase(), "write a repository without a tag, like 'ghcr.io/org/app'", oci_reference/* parseRepository */.SU);
const chooseImages = (given, ofTags) => {
    const foreign = given.length === 0 ? undefined : ofTags.find(one => !given.some(other => (0,oci_reference/* sameRepository */.RB)(one, other)));
    if (foreign !== undefined) {
        throw new errors/* InputError */.dz('tags', `the repository ${(0,oci_reference/* formatRepository */.Sh)(foreign)} is not one of 'image'`, "remove 'image', or give tags without a repository");
    }
    const [first, ...others] = (0,unique/* uniqueBy */.p)(given.length > 0 ? given : ofTags, oci_reference/* formatRepository */.Sh);
    if (first === undefined)
        throw (0,errors/* missingInput */.fV)('image', "write the repository, like 'ghcr.io/org/app'");
    return [first, ...others];
};
/**
 * Reads the name of a release.
 *
 * @throws InputError that lists the known names
 */
const readRelease = (input, name) => {
    const release = (0,windows_releases/* findRelease */.dv)(name);
    if (release === undefined)
        throw (0,errors/* unknownValue */.Uo)(input, name, windows_releases/* releaseNames */.uh, { noun: 'release', meant: (0,windows_releases/* nearestRelease */.K3)(name) });
    return release;
};
/** @throws InputError where one release has two of its names: it would be done twice */
const refuseTwoNames = (input, releases) => {
    for (const [index, release] of releases.entries()) {
        const other = releases.slice(0, index).find(one => (0,windows_releases/* isSameRelease */._M)(one, release));
        if (other === undefined)
            continue;
        throw new errors/* InputError */.dz(input, `${other.name} and ${release.name} are the same release`, 'write one of them');
    }
};
/**
 * Reads release names, without doubles.
 *
 * @throws InputError that lists the known names, and for two names of one release
 */
const readReleases = (names) => {
    const releases = [...new Set(names.map(name => readRelease('releases', name)))];
    refuseTwoNames('releases', releases);
    return releases;
};
const readHost = (value) => {
    const host = value.toLowerCase();
    if (!URL.canParse(`https://${host}`) || /[/?#@\\]/.test(host)) {
        throw new errors/* InputError */.dz('insecure-registries', `'${value}' is not a host`, 'write host or host:port, without a scheme or path');
    }
    return host;
};
/**
 * What to say about a user name without a password: runs that a fork or Dependabot started get no secrets, and need none
 * as long as nothing is pushed.
 *
 * @throws InputError where something is pushed
 */
const missingPassword = (pushes) => {
    if (!pushes)
        return "Input 'password' is empty, as in runs that a fork or Dependabot started. Nothing is pushed, so 'username' is ignored.";
    throw new errors/* InputError */.dz('username', "Input 'username' is given without 'password'", 'give both, or neither and log in with docker/login-action before this step; runs that a fork or Dependabot started get no secrets');
};
/**
 * Reads how registries are reached.
 *
 * @param pushes whether anything is written to them
 * @throws InputError that names the input
 */
const readRegistry = (read, context, images, pushes) => {
    const [password, username = context.actor] = [read.string('password'), read.string('username')];
    const isIncomplete = password === undefined && read.string('username') !== undefined;
    const notices = isIncomplete ? [missingPassword(pushes)] : [];
    const registries = [...new Set(images.map(({ registry }) => registry))];
    const [registry = ''] = registries;
    if (password !== undefined && registries.length > 1) {
        throw new errors/* InputError */.dz('password', `one login cannot serve ${registries.join(' and ')}`, 'log in to each with docker/login-action before this step');
    }
    return {
        tries: read.positiveInteger('retries', 5),
        insecure: new Set(read.list('insecure-registries').map(readHost)),
        notices,
        ...(0,defined/* defined */.s)({
            login: password === undefined ? undefined : { registry, username, password }
        })
    };
};
/** What a release's own tag has behind the first of `tags`. @throws InputError where `suffix` does not make a tag */
const readLegSuffix = (read) => {
    const suffix = readSuffix(read);
    if (!(0,release_placeholder/* namesRelease */.gH)(suffix)) {
        throw new errors/* InputError */.dz('suffix', `'${suffix}' is the same for every release, so their images would overwrite each other`, "put {{release}} into it, as in '-windowsservercore-{{release}}'");
    }
    if (/[^A-Za-z0-9._-]/.test((0,release_placeholder/* fillRelease */.B_)(suffix, ''))) {
        throw new errors/* InputError */.dz('suffix', `'${suffix}' contains characters that a tag cannot have`, "use letters, digits, '_', '.' and '-'");
    }
    return releaseName => (0,release_placeholder/* fillRelease */.B_)(suffix, releaseName);
};
/** Refuses tags that are those of a single release: the list would overwrite its image. */
const refuseLegTags = (tags, suffixOf) => {
    const leg = windows_releases/* releaseNames */.uh.map(name => tags[0] + suffixOf(name)).find(tag => tags.includes(tag));
    if (leg === undefined)
        return;
    throw new errors/* InputError */.dz('tags', `'${leg}' is the tag of a single release's image`, "remove it: it is made from the first tag and 'suffix'");
};
/** The input `push`: by default neither a pull request nor a merge queue publishes anything. */
const readPush = (read, { eventName }) => read.boolean('push', !['pull_request', 'merge_group'].includes(eventName));
/** Leaves out further tags that a pre-release must not have. The first one names the legs: the mode refuses it. */
const leaveOutPrerelease = ([first, ...others], version) => {
    const isLeftOut = (tag) => (0,tag_guard/* tagMisfit */.LN)(tag, version) === 'pre-release';
    const leftOut = others.filter(isLeftOut);
    return {
        tags: [first, ...others.filter(tag => !isLeftOut(tag))],
        notices: leftOut.map(tag => `The tag '${tag}' is left out: ${version ?? ''} is a pre-release.`)
    };
};
/**
 * Reads what every mode that publishes has in common.
 *
 * @throws InputError that names the input
 */
const readPublishInputs = (read, context, { version: ofSource, source, namesDryRun } = {}) => {
    const suffixOf = readLegSuffix(read);
    const given = read.list('releases').flatMap(name => (0,windows_releases/* findRelease */.dv)(name)?.name ?? []);
    const longestSuffix = Math.max(...(given.length > 0 ? given : windows_releases/* releaseNames */.uh).map(name => suffixOf(name).length));
    const push = readPush(read, context);
    const resolved = resolveTags(read.list('tags'), { ...context, ...(0,defined/* defined */.s)({ version: read.line('version') ?? ofSource, source }) }, { longestSuffix, isDry: namesDryRun === true && !push });
    const { repositories, version, placeholders } = resolved;
    const allowDowngrade = read.boolean('allow-downgrade', false);
    const { tags, notices } = allowDowngrade
        ? { tags: resolved.tags, notices: [] }
        : leaveOutPrerelease(resolved.tags, version);
    refuseLegTags(tags, suffixOf);
    const images = chooseImages(read.list('image').map(readImage), repositories);
    return {
        images,
        tags,
        placeholders,
        ...(0,defined/* defined */.s)({ version }),
        allowDowngrade,
        revision: read.line('revision') ?? context.sha,
        push,
        legTag: release => tags[0] + suffixOf(release.name),
        suffixOf,
        registry: readRegistry(read, context, images, push),
        notices: [...resolved.notices, ...notices]
    };
};


/***/ }),

/***/ 5877:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanUp: () => (/* binding */ cleanUp),
  isPost: () => (/* binding */ isPost),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/json.ts
var common_json = __webpack_require__(9927);
// EXTERNAL MODULE: ./src/runner/repository.ts
var repository = __webpack_require__(1904);
;// CONCATENATED MODULE: ./src/inputs/context.ts





/**
 * The payload of the event; some starts have none, and nothing depends on it. `context.payload` of `@actions/github` is the
 * same file, but importing that package loads Octokit, which would slow down the start of every run.
 */
const readEvent = (path) => {
    if (path === undefined || path === '')
        return {};
    try {
        return (0,common_json/* asRecord */.qY)((0,common_json/* parseJson */.qF)((0,external_node_fs_.readFileSync)(path, 'utf8')));
    }
    catch {
        return {};
    }
};
const factsOf = (event) => {
    const commit = (0,common_json/* asRecord */.qY)(event.head_commit);
    const [id, time] = [(0,common_json/* asString */.oJ)(commit.id), (0,common_json/* asString */.oJ)(commit.timestamp)];
    return (0,defined/* defined */.s)({
        repositoryLabels: (0,common_json/* isRecord */.u4)(event.repository) ? (0,repository/* repositoryLabels */.c)(event.repository) : undefined,
        headCommit: id === undefined || time === undefined ? undefined : { id, time }
    });
};
/** SOURCE_DATE_EPOCH by the specification of reproducible-builds.org: seconds as a decimal number. */
const readEpoch = (value) => {
    if (value === undefined || value === '')
        return undefined;
    // Beyond the year 9999 none of the formats that we write can hold it.
    if (/^\d{1,11}$/.test(value))
        return Number(value);
    throw new user_error/* UserError */.yo({
        what: `the variable SOURCE_DATE_EPOCH is '${value}'`,
        why: 'it is not a number of seconds since 1970',
        remedy: 'set it to one, or remove it'
    });
};
/** Reads the default variables that GitHub documents; what is missing is empty. */
const readContext = (env, now = new Date()) => ({
    eventName: env.GITHUB_EVENT_NAME ?? '',
    sha: env.GITHUB_SHA ?? '',
    actor: env.GITHUB_ACTOR ?? '',
    repository: env.GITHUB_REPOSITORY ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    workspace: env.GITHUB_WORKSPACE ?? '',
    date: now.toISOString().slice(0, 10).replaceAll('-', ''),
    ...(0,defined/* defined */.s)({
        gitTag: env.GITHUB_REF_TYPE === 'tag' ? env.GITHUB_REF_NAME : undefined,
        branch: /^refs\/heads\/(.+)$/.exec(env.GITHUB_REF ?? '')?.[1],
        sourceDateEpoch: readEpoch(env.SOURCE_DATE_EPOCH)
    }),
    ...factsOf(readEvent(env.GITHUB_EVENT_PATH))
});

// EXTERNAL MODULE: ./src/inputs/errors.ts
var errors = __webpack_require__(1318);
;// CONCATENATED MODULE: ./src/inputs/modes.ts

const modes = ['build', 'manifest', 'rebase', 'assemble', 'check', 'plan'];
/** GitHub passes an input with a default to every mode, so those that do not use it take it too. */
const everywhere = ['github-token', 'show-summary'];
/** What it takes to reach the registry of an image. */
const reaching = [...everywhere, 'image', 'tags', 'username', 'password', 'retries', 'insecure-registries'];
/** What it takes to publish images of releases. */
const publishing = [...reaching, 'suffix', 'releases', 'push', 'version', 'allow-downgrade'];
/** What each mode takes, besides `mode` itself. */
const inputsOf = {
    build: [
        ...publishing,
        'revision',
        'labels',
        'context',
        'file',
        'build-args',
        'target',
        'pull',
        'no-cache',
        'network',
        'isolation',
        'memory',
        'base-image',
        'cache-from',
        'pin-base',
        'test',
        'test-healthy',
        'test-timeout',
        'docker-version',
        'docker-download-url',
        'docker-sha256'
    ],
    manifest: [
        ...publishing,
        'revision',
        'sources',
        'spec',
        'annotations',
        'media-type',
        'keep-existing',
        'allow-stale',
        'allow-removal',
        'allow-missing-os-version'
    ],
    rebase: [
        ...publishing,
        'labels',
        'base-image',
        'source',
        'new-base',
        'old-base',
        'allow-run-layers',
        'allow-removal'
    ],
    assemble: [
        ...publishing,
        'revision',
        'labels',
        'base-image',
        'files',
        'entrypoint',
        'cmd',
        'env',
        'workdir',
        'user',
        'expose'
    ],
    check: [...reaching, 'base-image', 'source', 'fail-on'],
    plan: [...everywhere, 'releases', 'runners']
};
/** The inputs of action.yml. */
const inputNames = ['mode', ...new Set(modes.flatMap(mode => inputsOf[mode]))];
/**
 * Reads the mode, and refuses inputs that the mode does not take: an input without effect is a mistake.
 *
 * @throws InputError that names the input
 */
const readMode = (read) => {
    const mode = read.choice('mode', modes, 'build');
    for (const name of inputNames) {
        if (name === 'mode' || inputsOf[mode].includes(name) || read.string(name) === undefined)
            continue;
        const takers = modes.filter(one => inputsOf[one].includes(name)).map(one => `'${one}'`);
        throw new errors/* InputError */.dz(name, `Input '${name}' does not apply to mode '${mode}'`, `remove it, or use mode ${takers.join(' or ')}`);
    }
    return mode;
};

// EXTERNAL MODULE: ./src/inputs/reader.ts
var reader = __webpack_require__(9066);
// EXTERNAL MODULE: ./src/common/nearest.ts
var nearest = __webpack_require__(7535);
;// CONCATENATED MODULE: ./src/inputs/unknown.ts


/** How other tools call what this action has under another name, or does in another way. */
const peers = {
    images: "did you mean 'image'?",
    tag: "did you mean 'tags'?",
    release: "did you mean 'releases'?",
    platforms: "name Windows releases and Linux platforms in 'releases', like ltsc2022, linux-amd64",
    registry: "write the registry into 'image', like ghcr.io/org/app",
    dockerfile: "did you mean 'file'?",
    buildargs: "did you mean 'build-args'?",
    secrets: 'the classic builder, which builds Windows images, has no secrets: fetch what needs them in a step before this one, and copy it into the image',
    'cache-to': "push the images, and name them in 'cache-from'",
    provenance: "attest the output 'digest' in a step behind this one, with actions/attest-build-provenance",
    sbom: "attest the output 'digest' in a step behind this one, with actions/attest-sbom"
};
const rename = (name) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
/**
 * Sorts the inputs that are not known. The runner hands them over like any other input; so does a job that has a variable of
 * such a name for a purpose of its own.
 *
 * @param given the names of all inputs that have a value, in lower case
 */
const sortUnknown = (given, known) => {
    const problems = [];
    const warnings = [];
    for (const name of given.filter(one => !known.includes(one))) {
        const near = (0,nearest/* nearest */.p)(name, known);
        const hint = (Object.hasOwn(peers, name) ? peers[name] : undefined) ?? (near && `did you mean '${near}'?`);
        if (hint === undefined) {
            warnings.push(`Unknown input '${name}': it has no effect. Remove it, or rename the variable ${rename(name)} of the job.`);
        }
        else {
            problems.push({
                what: `unknown input '${name}'`,
                remedy: `${(0,user_error/* sentence */.em)(hint)} Correct it, or rename the variable ${rename(name)} of the job`
            });
        }
    }
    return { problems, warnings };
};
/**
 * Refuses misspelt inputs: what the user meant would not happen, as in `puhs: false`.
 *
 * @returns warnings about the other unknown inputs
 * @throws UserError with every misspelt input
 */
const checkUnknown = (given, known) => {
    const { problems, warnings } = sortUnknown(given, known);
    if (problems.length === 0)
        return warnings;
    throw new user_error/* UserError */.yo((0,user_error/* joinProblems */.zx)(problems, 'unknown inputs'));
};

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/common/memoize.ts
var memoize = __webpack_require__(1857);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
;// CONCATENATED MODULE: ./src/registry/quirks.ts
/** What is assumed of a registry before anything was learned. */
const newQuirks = () => ({
    manifestsByGet: false,
    blobsWithoutHead: false,
    uploadsByPatch: false,
    wrongTagDigests: false
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./src/common/abortable.ts
var abortable = __webpack_require__(2931);
// EXTERNAL MODULE: ./src/oci/digest.ts
var oci_digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/document.ts + 1 modules
var oci_document = __webpack_require__(6769);
// EXTERNAL MODULE: ./src/registry/access.ts
var registry_access = __webpack_require__(9669);
// EXTERNAL MODULE: ./src/registry/transport/connection-error.ts
var connection_error = __webpack_require__(2574);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var transport_errors = __webpack_require__(3758);
// EXTERNAL MODULE: ./src/registry/transport/response-error.ts + 1 modules
var response_error = __webpack_require__(7511);
// EXTERNAL MODULE: ./src/registry/transport/transport.ts
var transport_transport = __webpack_require__(8436);
;// CONCATENATED MODULE: ./src/registry/transport/scheme.ts




/** Whether a redirect target is as safe as its origin: https, or the same scheme. */
const isSafeRedirect = (from, to) => to.protocol === 'https:' || to.protocol === from.protocol;
/** Error codes of a TLS handshake with a server that does not speak TLS. */
const tlsFailure = /EPROTO|ERR_SSL|ECONNRESET|HPE_/;
const tryTls = async (inner, request) => {
    try {
        return { plain: false, response: await inner(request) };
    }
    catch (error) {
        const cause = error instanceof transport_errors/* RegistryError */.gl ? error.cause : undefined;
        // Node's message for a connection that ended after the handshake, so the host speaks TLS.
        if (tlsFailure.test(String(cause?.code)) && cause?.message !== 'socket hang up')
            return { plain: true };
        throw error;
    }
};
/** Finds out what a host speaks, with a short request: a long body can break for other reasons. */
const probe = async (inner, request) => {
    if (!(0,transport_transport/* isStream */.rL)(request.body))
        return tryTls(inner, request);
    const head = { method: 'HEAD', url: new URL('/', request.url), action: request.action };
    const { plain, response } = await tryTls(inner, head);
    if (response !== undefined)
        (0,transport_transport/* discard */.vf)(response);
    return { plain };
};
const overHttp = (request) => {
    const url = new URL(request.url);
    url.protocol = 'http:';
    return { ...request, url };
};
/**
 * Tries https first, and falls back to http where that is allowed. The result is remembered for each host.
 *
 * @param insecure hosts (with port) that may be reached over http
 */
const withScheme = (insecure) => {
    const mayBePlain = (url) => insecure.has(url.host) || (0,reference/* isLoopback */.U9)(url.hostname);
    const speaksPlain = (0,memoize/* memoize */.B)(({ url }) => url.host, (_, find) => find());
    return (inner) => async (request) => {
        const { url } = request;
        if (url.protocol === 'http:' && !mayBePlain(url)) {
            throw (0,transport_errors/* protocolError */.JW)(request, `${url.host} asks for a request over plain http`, "If that is intended, add the host to 'insecure-registries'.");
        }
        if (url.protocol === 'http:' || !mayBePlain(url))
            return inner(request);
        const own = {};
        const probing = speaksPlain(request, async () => (own.probed = await probe(inner, request)).plain);
        const isPlain = await (0,transport_errors/* awaitShared */.u)(probing, request);
        if (own.probed?.response !== undefined)
            return own.probed.response;
        try {
            return await inner(isPlain ? overHttp(request) : request);
        }
        catch (error) {
            // The result is not certain: the next request probes again.
            if (own.probed?.plain === true)
                speaksPlain.forget(probing);
            throw error;
        }
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/redirects.ts




const maxRedirects = 5;
const proxyRemedy = 'Check the proxy in front of the registry.';
/** What to do about an address that a registry reports as its own, but that cannot be reached, or not safely. */
const ownAddressRemedy = ({ protocol, host }) => `The registry reports ${protocol}//${host} as its own address. Configure the proxy in front of it to pass Host (with the port) and X-Forwarded-Proto.`;
const isRead = ({ method }) => method === 'GET' || method === 'HEAD';
/** Credentials for one origin must not reach another one. */
const withoutCredentials = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !['authorization', 'cookie'].includes(name.toLowerCase())));
/**
 * Where a redirect leads.
 *
 * @throws RegistryError where that cannot be followed, or not safely
 */
const targetOf = (request, response, location) => {
    if (!URL.canParse(location, response.url.href))
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} redirects to an invalid address`, proxyRemedy);
    const target = new URL(location, response.url);
    if (!isRead(request) && target.origin !== response.url.origin) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} redirects a write to ${target.protocol}//${target.host}`, target.hostname === response.url.hostname
            ? ownAddressRemedy(target)
            : "Only redirects within the same host and port are followed for writes. Use the host that it leads to in the input 'image', or check the proxy in front of the registry.");
    }
    if (!isSafeRedirect(response.url, target)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} redirects from ${response.url.protocol}// to ${target.protocol}//${target.host}, which is not safe`, target.hostname === response.url.hostname ? ownAddressRemedy(target) : proxyRemedy);
    }
    return target;
};
/** Reads follow every redirect; writes those that keep the method and the body (RFC 9110, section 15.4). */
const isFollowed = (request, { status }) => status === 307 || status === 308 || (isRead(request) && [301, 302, 303].includes(status));
/**
 * Follows redirects. Registries serve blobs from other hosts, by addresses that carry their own signature; writes stay
 * within the origin. The login stays with the origin it is for.
 */
const withRedirects = (inner) => async (request) => {
    let current = request;
    let redirectedBy;
    for (let hops = 0;; hops++) {
        const response = await inner(current);
        const location = (0,transport_transport/* headerOf */.rR)(response, 'location');
        if (!isFollowed(request, response) || location === undefined)
            return response.url.host === request.url.host ? response : { ...response, ...(0,defined/* defined */.s)({ redirectedBy }) };
        (0,transport_transport/* discard */.vf)(response);
        if (hops === maxRedirects)
            throw (0,transport_errors/* protocolError */.JW)(request, `more than ${maxRedirects} redirects`, proxyRemedy);
        const target = targetOf(request, response, location);
        const headers = current.headers ?? {};
        if (target.host !== response.url.host)
            redirectedBy ??= response.status;
        current = {
            ...request,
            url: target,
            headers: target.origin === response.url.origin ? headers : withoutCredentials(headers)
        };
    }
};

// EXTERNAL MODULE: ./src/registry/transport/retry.ts
var retry = __webpack_require__(7779);
// EXTERNAL MODULE: ./src/registry/transport/scopes.ts
var transport_scopes = __webpack_require__(2596);
;// CONCATENATED MODULE: ./src/registry/blob-uploads.ts











/** @param query with its question mark */
const uploadRequest = (access, query, digest, scopes) => (0,registry_access/* repositoryRequest */.K)(access, `blobs/uploads/${query}`, {
    method: 'POST',
    body: new Uint8Array(),
    scopes,
    action: `uploading ${digest} to ${(0,reference/* formatRepository */.Sh)(access.repository)}`
});
/** The Location of an upload: absolute or relative, with or without a query (distribution spec, "POST then PUT"). */
const uploadSession = (request, response) => {
    const location = (0,transport_transport/* headerOf */.rR)(response, 'location');
    if (location === undefined || !URL.canParse(location, response.url.href)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} opened an upload without a valid address`);
    }
    const url = new URL(location, response.url);
    // Registries behind a proxy that ends TLS may call themselves http.
    if (url.host === response.url.host)
        url.protocol = response.url.protocol;
    if (!isSafeRedirect(response.url, url)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `${response.url.host} redirects an upload from ${response.url.protocol}// to ${url.protocol}//${url.host}, which is not safe`, ownAddressRemedy(url));
    }
    return url;
};
/**
 * Asks for a mount.
 *
 * @returns 'mounted', or the upload session that the registry opened instead, if any; undefined where it refuses, or
 *   fails on every attempt
 */
const mountBlob = async (access, digest, from, exchange, policy) => {
    const query = `?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`;
    // One token for both sides: Docker Hub mounts only what the same token may read.
    const request = uploadRequest(access, query, digest, [access.scope, (0,transport_scopes/* repositoryScope */.F7)(from.path, 'pull')]);
    try {
        // After a transient failure the request is repeated, which is cheaper than an upload of a whole layer.
        const response = await (0,retry/* retry */.L5)(policy, () => exchange(request));
        if (response.status === 201)
            return 'mounted';
        return response.status === 202 ? uploadSession(request, response) : undefined;
    }
    catch {
        // After any other failure the blob is uploaded; if that fails too, its error says why.
        return undefined;
    }
};
/** Opens an upload. */
const startUpload = async (access, digest, exchange) => {
    const request = uploadRequest(access, '', digest, [access.scope]);
    const response = await exchange(request);
    if (response.status !== 202)
        throw (0,response_error/* responseError */.U)(request, response);
    return uploadSession(request, response);
};
/** The registry has lost the upload, or received broken content: a new upload may succeed. */
const lostSessionCodes = new Set(['BLOB_UPLOAD_UNKNOWN', 'BLOB_UPLOAD_INVALID']);
/** Sends something to an upload session. */
const sendTo = async (access, url, digest, { method, body }, transport) => {
    const request = (0,registry_access/* repositoryRequest */.K)(access, url, {
        method,
        headers: { 'content-type': 'application/octet-stream' },
        ...(0,defined/* defined */.s)({ body }),
        action: `uploading ${digest} to ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    try {
        const response = await transport(request);
        if (!(0,transport_transport/* isSuccess */.oJ)(response))
            throw (0,response_error/* responseError */.U)(request, await (0,connection_error/* readResponse */.U)(request, response), lostSessionCodes);
        return { request, response };
    }
    catch (error) {
        throw error instanceof transport_errors/* RegistryError */.gl && isWrongLocation(access, url, error)
            ? error.withRemedy(ownAddressRemedy(url))
            : error;
    }
};
/** Whether an upload failed at an address that is not the registry's, and of which the registry may be wrong. */
const isWrongLocation = ({ repository }, url, { status }) => {
    const own = new URL(`https://${(0,reference/* apiHost */.nz)(repository.registry)}`);
    if (url.host === own.host)
        return false;
    // Another port of the same host is hardly a place for uploads; at other hosts registries may well store them.
    return status === undefined || (url.hostname === own.hostname && (status === 404 || status === 405));
};
/** The URL with the digest. The query may be signed: it must not be re-encoded. */
const withDigest = (session, digest) => {
    const url = new URL(session);
    url.search += `${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
    return url;
};
/** Sends the whole of a blob by a PUT, which ends the upload. */
const finishUpload = async (access, session, digest, body, transport) => {
    const { response } = await sendTo(access, withDigest(session, digest), digest, { method: 'PUT', body }, transport);
    (0,transport_transport/* discard */.vf)(response);
};
/** Sends the whole of a blob by a PATCH, and ends the upload by a PUT without content, as docker does. */
const patchUpload = async (access, session, digest, body, transport) => {
    const { request, response } = await sendTo(access, session, digest, { method: 'PATCH', body }, transport);
    (0,transport_transport/* discard */.vf)(response);
    const next = (0,transport_transport/* headerOf */.rR)(response, 'location') === undefined ? session : uploadSession(request, response);
    const ended = await sendTo(access, withDigest(next, digest), digest, { method: 'PUT', body: new Uint8Array() }, transport);
    (0,transport_transport/* discard */.vf)(ended.response);
};
/** What registries answer to a PUT with content when they take content by PATCH alone (Artifactory: 404 BLOB_UNKNOWN). */
const isPatchOnly = (error) => error instanceof transport_errors/* RegistryError */.gl &&
    [404, 405, 411, 415, 501].includes(error.status ?? 0) &&
    !error.codes.some(code => lostSessionCodes.has(code) || code === 'NAME_UNKNOWN');
/** Sends the whole of a blob: by a PUT, or by a PATCH where the registry takes it only so. */
const sendBlob = async (access, session, digest, body, { exchange, transport }) => {
    const { quirks } = access;
    if (quirks.uploadsByPatch)
        return patchUpload(access, session, digest, body, transport);
    try {
        await finishUpload(access, session, digest, body, transport);
    }
    catch (error) {
        if (!isPatchOnly(error))
            throw error;
        const another = await startUpload(access, digest, exchange);
        await patchUpload(access, another, digest, body, transport);
        quirks.uploadsByPatch = true;
    }
};

// EXTERNAL MODULE: ./src/registry/transport/content-encoding.ts
var content_encoding = __webpack_require__(7572);
;// CONCATENATED MODULE: ./src/registry/verifying-stream.ts



/**
 * Passes content on, and fails before the last chunk if the content does not match its descriptor.
 *
 * @param moved is called with the size of each chunk, in bytes
 * @param wrong makes the error that the stream ends in
 */
const verifyingStream = ({ digest, size }, moved, wrong = what => new transport_transport/* BodyError */.Ru({ what })) => {
    const hash = (0,oci_digest/* hashFor */.Og)(digest);
    let seen = 0;
    let last;
    return new external_node_stream_.Transform({
        transform(chunk, _, done) {
            seen += chunk.length;
            if (seen > size) {
                done(wrong(`the blob ${digest} is larger than the ${size} bytes that its descriptor says`));
                return;
            }
            hash.update(chunk);
            moved(chunk.length);
            const ready = last;
            last = chunk;
            done(undefined, ready);
        },
        flush(done) {
            const [algorithm = ''] = digest.split(':');
            const actual = `${algorithm}:${hash.digest('hex')}`;
            if (seen !== size)
                done(wrong(`the blob ${digest} has ${seen} bytes, but its descriptor says ${size}`));
            else if (actual !== digest)
                done(wrong(`the content of the blob ${digest} has the digest ${actual}`));
            else
                done(undefined, last);
        }
    });
};

;// CONCATENATED MODULE: ./src/registry/blobs.ts









/** A redirect that keeps the method. Distribution sends it for blobs that it has, to the place where they are stored. */
const temporaryRedirect = 307;
/**
 * Asks whether a repository has a blob. Where HEAD is refused the result is false: uploading the blob does no harm, and
 * probing it by GET would cost as much.
 */
const hasBlob = async (access, digest, exchange) => {
    const { quirks } = access;
    if (quirks.blobsWithoutHead)
        return false;
    const request = (0,registry_access/* repositoryRequest */.K)(access, `blobs/${digest}`, {
        method: 'HEAD',
        action: `looking for ${digest} in ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    const response = await exchange(request);
    if ((0,transport_transport/* isSuccess */.oJ)(response))
        return true;
    const { status, redirectedBy } = response;
    if (status === 404)
        return false;
    // An address that is signed for GET may refuse HEAD, but the registry has already said that the blob is there.
    if (redirectedBy !== undefined)
        return redirectedBy === temporaryRedirect;
    if (status === 405)
        quirks.blobsWithoutHead = true;
    if (status === 405 || status === 403)
        return false;
    throw (0,response_error/* responseError */.U)(request, response);
};
/** Opens a blob for reading, checked against its descriptor; see {@link BlobClient}. */
const openBlob = async (access, descriptor, moved, transport) => {
    const request = (0,registry_access/* repositoryRequest */.K)(access, `blobs/${descriptor.digest}`, {
        method: 'GET',
        action: `reading ${descriptor.digest} of ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    const response = await transport(request);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U)(request, await (0,connection_error/* readResponse */.U)(request, response));
    const fail = (error) => (0,connection_error/* connectionError */.$)(request, error);
    const checked = verifyingStream(descriptor, moved, what => fail(new transport_transport/* BodyError */.Ru({ what })));
    // Avoid an uncaught error event before the stream is read.
    checked.on('error', () => undefined);
    const body = (0,content_encoding/* decompressedBody */.Z)(response, descriptor.size);
    body.on('error', error => checked.destroy(fail(error)));
    checked.once('close', () => body.destroy());
    return body.pipe(checked);
};
const openBlobs = (access, connection, policy) => {
    const { exchange, transport } = connection;
    return {
        has: digest => hasBlob(access, digest, exchange),
        hasNow: digest => hasBlob(access, digest, (0,retry/* sendOnce */.E4)(transport)),
        open: (descriptor, moved) => openBlob(access, descriptor, moved, transport),
        mount: ({ digest }, from) => mountBlob(access, digest, from, exchange, policy),
        start: digest => startUpload(access, digest, exchange),
        send: (session, digest, body) => sendBlob(access, session, digest, body, connection)
    };
};

// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(1);
;// CONCATENATED MODULE: ./src/registry/mounts.ts




/**
 * Uploads blobs that the registry reported as mounted but does not have, each once. Called when it misses a part of a
 * manifest.
 */
const repairMounts = async (access, mounts, connection, policy) => {
    const { exchange, transport } = connection;
    const claimed = [...mounts.values()];
    mounts.clear();
    for (const { blob, from } of claimed) {
        const { digest, size } = blob;
        if (await hasBlob(access, digest, exchange))
            continue;
        const source = { ...access, repository: from, scope: (0,transport_scopes/* repositoryScope */.F7)(from.path, 'pull') };
        const open = () => openBlob(source, blob, () => undefined, transport);
        const send = async () => {
            const session = await startUpload(access, digest, exchange);
            await sendBlob(access, session, digest, { open, size }, connection);
        };
        await (0,retry/* retryWrite */.oJ)(policy, send, () => hasBlob(access, digest, (0,retry/* sendOnce */.E4)(transport)));
    }
};

;// CONCATENATED MODULE: ./src/registry/tag-list.ts







/** Larger repositories are not listed; base images have a few thousand tags. */
const maxTags = 100_000;
const maxPages = 100;
/** The next page of `Link: <…>; rel="next"` (RFC 8288; distribution spec, "Listing Tags"). */
const nextPage = (request, response) => {
    const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec((0,transport_transport/* headerOf */.rR)(response, 'link') ?? '')?.[1];
    if (target === undefined)
        return undefined;
    if (!URL.canParse(target, request.url.href))
        throw (0,transport_errors/* protocolError */.JW)(request, 'the address of its next page is invalid');
    const url = new URL(target, request.url);
    // Another host would get the request without the login, and is not this repository.
    if (url.host !== request.url.host)
        throw (0,transport_errors/* protocolError */.JW)(request, `its next page is on another host, ${url.host}`);
    url.protocol = request.url.protocol;
    return url;
};
const tagsOf = (request, response) => {
    const json = (0,common_json/* parseJson */.qF)(Buffer.from((0,content_encoding/* decompress */.m)(response)).toString('utf8'));
    if (json === undefined)
        throw (0,transport_errors/* protocolError */.JW)(request, 'the registry did not return JSON');
    // Distribution writes null once the last tag is deleted.
    const { tags } = (0,common_json/* asRecord */.qY)(json);
    if (!Array.isArray(tags ?? []))
        throw (0,transport_errors/* protocolError */.JW)(request, 'the registry did not return a list of tags');
    return (0,common_json/* asArray */._j)(tags).filter((tag) => typeof tag === 'string' && (0,reference/* isTag */.dz)(tag));
};
/**
 * The tags of a repository; none where it does not exist.
 *
 * @param pages how many pages of them to read at most; undefined: all, or it is an error
 *
 * @throws RegistryError when the registry does not list them
 */
const listTags = async (access, exchange, pages) => {
    const first = (0,registry_access/* repositoryRequest */.K)(access, 'tags/list?n=1000', {
        method: 'GET',
        action: `listing the tags of ${(0,reference/* formatRepository */.Sh)(access.repository)}`
    });
    let tags = [];
    let url = first.url;
    for (let page = 0; url !== undefined && page !== pages; page++) {
        const request = { ...first, url };
        if (page === maxPages)
            throw (0,transport_errors/* protocolError */.JW)(request, `it has more than ${maxPages} pages of tags`);
        const response = await exchange(request);
        if (response.status === 404 && page === 0)
            return [];
        if (!(0,transport_transport/* isSuccess */.oJ)(response))
            throw (0,response_error/* responseError */.U)(request, response);
        tags = tags.concat(tagsOf(request, response));
        if (tags.length > maxTags)
            throw (0,transport_errors/* protocolError */.JW)(request, `it has more than ${maxTags} tags`);
        url = nextPage(request, response);
    }
    return tags;
};

// EXTERNAL MODULE: ./src/registry/tag-moved.ts
var tag_moved = __webpack_require__(6929);
;// CONCATENATED MODULE: ./src/registry/repository.ts














const sharedReads = (access, exchange) => {
    const byDigest = (0,memoize/* memoize */.B)(digest => digest, async (digest, known) => known ?? (0,manifests/* fetchManifest */.Cj)(access, digest, exchange));
    const configs = new Map();
    const existing = new Set();
    const config = (0,memoize/* memoize */.B)((manifest) => manifest.config.digest, async (manifest) => {
        const bytes = await (0,manifests/* fetchConfig */.Dz)(access, manifest, exchange);
        configs.set(manifest.config.digest, bytes);
        return (0,manifests/* parseFor */.R9)((0,manifests/* configRequest */.Ib)(access, manifest), () => (0,oci_document/* parseConfig */.o4)(bytes));
    });
    return {
        content: async (identifier) => {
            const reading = (0,oci_digest/* isDigest */.Bc)(identifier) ? byDigest(identifier) : (0,manifests/* fetchManifest */.Cj)(access, identifier, exchange);
            const found = await reading;
            if (found === undefined) {
                // What is absent now can be written later.
                byDigest.forget(reading);
                return undefined;
            }
            existing.add(identifier).add(found.digest);
            return byDigest(found.digest, found);
        },
        existing,
        config,
        configBytes: ({ digest, size }) => {
            const bytes = configs.get(digest);
            // If the size of the descriptor is wrong, read the blob: the stream reports it, as for every other blob.
            return bytes?.length === size ? bytes : undefined;
        }
    };
};
/** Blobs that need no request where they were read before, and whose mounts are remembered. */
const sharedBlobs = (blobs, { reads, mounts }) => ({
    ...blobs,
    open: (descriptor, moved) => {
        const bytes = reads.configBytes(descriptor);
        if (bytes === undefined)
            return blobs.open(descriptor, moved);
        moved(bytes.length);
        return Promise.resolve(external_node_stream_.Readable.from([Buffer.from(bytes)]));
    },
    mount: async (blob, from) => {
        const offered = await blobs.mount(blob, from);
        if (offered === 'mounted')
            mounts.set(blob.digest, { blob, from });
        return offered;
    }
});
/**
 * Writes a manifest or list. Where the registry misses a part, mounts are checked before the next attempt.
 *
 * @throws TagMovedError where another job has written the tag before another attempt
 */
const putManifest = async (access, { identifier, content: written, replaces }, connection, policy, { mounts, accepted }) => {
    const { exchange, transport } = connection;
    let lacksPart = false;
    let moved;
    const send = async () => {
        if (moved !== undefined)
            throw moved;
        if (lacksPart)
            await repairMounts(access, mounts, connection, policy);
        try {
            await (0,manifests/* sendManifest */.QU)(access, identifier, written, exchange);
        }
        catch (error) {
            lacksPart = (0,manifests/* isMissingPart */.gS)(error);
            throw error;
        }
    };
    // An immutable tag cannot be written twice, so an earlier attempt that succeeded has to be noticed.
    const askOnce = (0,retry/* sendOnce */.E4)(transport);
    const read = (other) => (0,manifests/* fetchManifest */.Cj)(access, other, askOnce);
    // Only asked after a failure: what HEAD does not find is read, since some registries find nothing by HEAD.
    const current = (other) => (0,manifests/* resolveDigest */.j)(access, other, askOnce, { read, exists: true });
    const isDone = async () => {
        const now = await current(identifier);
        if (replaces !== undefined && now !== written.digest && now !== replaces.digest)
            moved = (0,tag_moved/* movedSince */.y)((0,reference/* formatReference */.FH)({ ...access.repository, tag: identifier }), replaces.digest, now);
        return now === written.digest;
    };
    try {
        await (0,retry/* retryWrite */.oJ)(policy, send, isDone);
    }
    catch (error) {
        if (moved !== undefined)
            throw moved;
        throw (0,manifests/* isMissingPart */.gS)(error) ? await (0,manifests/* explainMissingPart */.tS)(error, written, accepted, current) : error;
    }
    accepted.add(identifier);
};
const clientOf = (access, connection, policy, shared) => {
    const { repository, signal } = access;
    const { exchange } = connection;
    const { reads } = shared;
    const content = identifier => (0,abortable/* abortable */.Z)(reads.content(identifier), signal);
    return {
        repository,
        blobs: sharedBlobs(openBlobs(access, connection, policy), shared),
        get: async (identifier) => {
            const found = await content(identifier);
            return found === undefined
                ? undefined
                : (0,manifests/* parseFor */.R9)((0,manifests/* manifestRequest */.Hb)(access, 'GET', identifier), () => (0,oci_document/* parseDocument */.Tp)(found));
        },
        content,
        head: identifier => {
            const exists = reads.existing.has(identifier) || shared.accepted.has(identifier);
            return (0,manifests/* resolveDigest */.j)(access, identifier, exchange, { read: content, exists });
        },
        config: manifest => (0,abortable/* abortable */.Z)(reads.config(manifest), signal),
        tags: pages => listTags(access, exchange, pages),
        put: (identifier, written, replaces) => putManifest(access, { identifier, content: written, ...(0,defined/* defined */.s)({ replaces }) }, connection, policy, shared),
        withSignal: other => clientOf({ ...access, signal: other }, connection, (0,retry/* withSignal */.l_)(policy, other), shared)
    };
};
/**
 * Opens a repository.
 *
 * All methods reject with a RegistryError that names the reference, the reason and the remedy.
 */
const openRepository = (repository, rights, connection, policy) => {
    const { quirks, exchange } = connection;
    const access = { repository, scope: (0,transport_scopes/* repositoryScope */.F7)(repository.path, rights), quirks, log: policy.log };
    return clientOf(access, connection, policy, {
        reads: sharedReads(access, exchange),
        mounts: new Map(),
        accepted: new Set()
    });
};

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./src/common/task-group.ts

/**
 * Groups tasks: the first failure cancels the others, and is what each of them fails with.
 *
 * @param outer cancels the whole group
 */
const taskGroup = (outer) => {
    const controller = new AbortController();
    const { signal } = controller;
    // Each request and each pause of the tasks listens.
    (0,external_node_events_.setMaxListeners)(0, signal);
    const cancel = () => {
        controller.abort(outer?.reason);
    };
    outer?.addEventListener('abort', cancel, { once: true });
    if (outer?.aborted === true)
        cancel();
    return {
        signal,
        run: async (task) => {
            try {
                signal.throwIfAborted();
                return await task();
            }
            catch (error) {
                controller.abort(error);
                throw signal.reason;
            }
        }
    };
};

// EXTERNAL MODULE: ./src/runner/progress.ts
var runner_progress = __webpack_require__(667);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/registry/image-error.ts
var image_error = __webpack_require__(2217);
// EXTERNAL MODULE: ./src/registry/traversal.ts
var registry_traversal = __webpack_require__(6321);
;// CONCATENATED MODULE: ./src/registry/upload.ts





/**
 * Uploads a blob to a repository. A transfer that breaks is repeated, unless the registry has the blob nevertheless.
 *
 * @throws RegistryError of the target, or of the source of the content
 */
const upload = async (to, { blob, open }, { policy, progress, session }) => {
    progress?.expect(blob.size);
    const send = async (failures) => {
        const target = failures === 0 && session !== undefined ? session : await to.blobs.start(blob.digest);
        let content;
        let counted = 0;
        const resetProgress = () => {
            content?.destroy();
            progress?.moved(-counted);
            counted = 0;
        };
        const openBody = async () => {
            resetProgress();
            content = await open(bytes => {
                counted += bytes;
                progress?.moved(bytes);
            });
            // Avoid an uncaught error event before the stream is sent.
            return content.on('error', () => undefined);
        };
        try {
            await to.blobs.send(target, blob.digest, { open: openBody, size: blob.size });
        }
        catch (error) {
            resetProgress();
            throw error;
        }
    };
    await (0,retry/* retryWrite */.oJ)(policy, send, () => to.blobs.hasNow(blob.digest));
};
/** Uploads small content that this action made, such as a config. */
const uploadContent = (to, { bytes, mediaType, digest }, options) => {
    const blob = { mediaType, digest, size: bytes.length };
    return upload(to, { blob, open: () => Promise.resolve(external_node_stream_.Readable.from([Buffer.from(bytes)])) }, options);
};
/** A local blob as a source. If it no longer matches its descriptor, the upload fails. */
const localSource = ({ blob, open }) => ({
    blob,
    open: moved => Promise.resolve((0,external_node_stream_.pipeline)(open(), verifyingStream(blob, moved), new external_node_stream_.PassThrough(), () => undefined))
});
/**
 * Returns a function that sends a blob once to each registry; the other repositories of the registry mount it. Existing
 * blobs are not sent.
 */
const oncePerRegistry = (send) => {
    /** The first repository of a registry that has the blob. */
    const firstHolder = (0,memoize/* memoize */.B)(({ repository }, { blob }) => `${repository.registry} ${blob.digest}`, async (to, source, isThere) => {
        if (!isThere)
            await send(to, source);
        return to.repository;
    });
    return async (to, source) => {
        const { digest } = source.blob;
        const isThere = await to.blobs.has(digest);
        const arriving = firstHolder(to, source, isThere);
        if (isThere)
            return;
        const holder = await arriving;
        if ((0,reference/* sameRepository */.RB)(holder, to.repository))
            return;
        const offered = await to.blobs.mount(source.blob, holder);
        if (offered !== 'mounted')
            await send(to, source, offered);
    };
};

;// CONCATENATED MODULE: ./src/registry/copy.ts







/** Copies one blob: by a mount within a registry, else once into each registry. */
const blobCopier = (send) => {
    const sendOncePerRegistry = oncePerRegistry(send);
    return async (from, to, blob) => {
        const source = { blob, open: moved => from.blobs.open(blob, moved) };
        if (from.repository.registry !== to.repository.registry)
            return sendOncePerRegistry(to, source);
        const offered = await to.blobs.mount(blob, from.repository);
        if (offered === 'mounted' || (await to.blobs.has(blob.digest)))
            return;
        await send(to, source, offered);
    };
};
const copyParts = async (from, to, document, traversal, { copyBlobs, copyDocument }) => {
    if (document.kind === 'index') {
        const next = (0,registry_traversal/* descend */.X)(document, (0,reference/* formatReference */.FH)({ ...from.repository, digest: document.digest }), traversal);
        await (0,await_all/* awaitAll */.A)(document.manifests.map(child => copyDocument(from, to, child.digest, next)));
        return;
    }
    await copyBlobs(from, to, [document.config, ...document.layers]);
};
const isKnownType = (mediaType) => (0,media_types/* isIndexType */.$U)(mediaType) || (0,media_types/* isManifestType */.Q3)(mediaType);
/** Copies one manifest or list after its parts, unless it exists already. */
const copyDocument = async (from, to, digest, traversal, parts) => {
    const [there, content] = await (0,await_all/* awaitAll */.A)([to.head(digest), from.content(digest)]);
    if (there === digest)
        return;
    if (content === undefined) {
        const what = `${(0,reference/* formatReference */.FH)({ ...from.repository, digest })} cannot be copied`;
        throw new image_error/* ImageError */.C({ what, why: 'it does not exist', remedy: 'Build and push it again' });
    }
    // The references of an unknown media type cannot be followed: it is copied unchanged, and the registry checks it.
    const document = isKnownType(content.mediaType) ? await from.get(digest) : undefined;
    if (document !== undefined)
        await copyParts(from, to, document, traversal, parts);
    await to.put(digest, content);
};
/**
 * Copies each blob and each document once: the images of a list share layers, and lists share images.
 *
 * @param send streams a blob
 * @param run runs every copy
 */
const copier = (send, { run }) => {
    const copyBlob = blobCopier(send);
    const keyOf = ({ repository }, digest) => (0,reference/* formatReference */.FH)({ ...repository, digest });
    const copyOnce = (0,memoize/* memoize */.B)((_, to, { digest }) => keyOf(to, digest), (...blob) => run(() => copyBlob(...blob)));
    const copyBlobs = async (from, to, blobs) => {
        if ((0,reference/* sameRepository */.RB)(from.repository, to.repository))
            return;
        await (0,await_all/* awaitAll */.A)(blobs.filter(blob => !(0,media_types/* isForeignLayer */.sJ)(blob)).map(blob => copyOnce(from, to, blob)));
    };
    const documents = (0,memoize/* memoize */.B)((_, to, digest) => keyOf(to, digest), (...document) => run(() => copyDocument(...document, { copyBlobs, copyDocument: documents })));
    return { copy: (from, to, digest) => documents(from, to, digest, (0,registry_traversal/* startTraversal */.N)()), copyBlobs };
};

;// CONCATENATED MODULE: ./src/registry/transfers.ts







/** How many blobs are streamed at a time. */
const maxStreams = 4;
const transfers = (policy, concurrency = maxStreams) => {
    const group = taskGroup(policy.signal);
    const cancellable = (0,retry/* withSignal */.l_)(policy, group.signal);
    const bind = (client) => client.withSignal(group.signal);
    const limit = (0,p_limit/* default */.A)(concurrency);
    const sender = (title) => {
        const progress = (0,runner_progress/* startProgress */.o)(title, policy.log);
        return (to, source, session) => limit(() => group.run(() => upload(to, source, { policy: cancellable, progress, session })));
    };
    const { copy, copyBlobs } = copier(sender('Copying'), group);
    const sendOncePerRegistry = oncePerRegistry(sender('Uploading the layer'));
    return {
        copy: (from, to, digest) => copy(bind(from), bind(to), digest),
        copyBlobs: (from, to, blobs) => copyBlobs(bind(from), bind(to), blobs),
        uploadToAll: async (blob, clients) => {
            const source = localSource(blob);
            await (0,await_all/* awaitAll */.A)(clients.map(to => group.run(() => sendOncePerRegistry(bind(to), source))));
        },
        uploadContent: (to, content) => group.run(() => uploadContent(bind(to), content, { policy: cancellable })),
        putByDigest: (to, content) => group.run(() => bind(to).put(content.digest, content))
    };
};

// EXTERNAL MODULE: ./src/registry/transport/agents.ts + 2 modules
var transport_agents = __webpack_require__(5181);
// EXTERNAL MODULE: ./src/registry/transport/credentials.ts + 1 modules
var transport_credentials = __webpack_require__(7719);
// EXTERNAL MODULE: ./src/registry/transport/remedies.ts
var remedies = __webpack_require__(7217);
;// CONCATENATED MODULE: ./src/registry/transport/token.ts









/** Tokens are renewed this long before they expire, so that they are valid when the request arrives. */
const expiryMarginMs = 5000;
/** Whether a token that was kept is valid long enough for another request. @param now milliseconds since 1970 */
const isStillValid = ({ expires }, now) => now < expires - expiryMarginMs;
/** The default of the token specification, where `expires_in` is missing. */
const defaultLifetimeSeconds = 60;
/** The value of the Authorization header that sends a credential itself. */
const headerFor = (credential) => {
    if (credential === undefined)
        return undefined;
    if (credential.kind === 'bearer')
        return `Bearer ${credential.token}`;
    return (0,transport_credentials/* basicOf */.wV)(credential.username, credential.kind === 'identity' ? credential.token : credential.password);
};
/**
 * The URL of the token server. It receives credentials, so it must be https; only a registry that itself speaks http
 * may name an http one.
 */
const realmOf = ({ challenge, request, answeredBy }) => {
    const realm = challenge.parameters.realm ?? '';
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && answeredBy.protocol === 'http:');
    if (url === undefined || !safe || url.username !== '' || url.password !== '') {
        throw (0,transport_errors/* protocolError */.JW)(request, `${request.url.host} names a token server that is not safe to send a login to`, "Check the host in the input 'image'; a registry behind https needs a token server behind https.");
    }
    return url;
};
/** distribution's token.md: GET with the scopes in the query and the login as Basic. */
const getRequest = (wanted) => {
    const url = realmOf(wanted);
    const { service } = wanted.challenge.parameters;
    if (service !== undefined)
        url.searchParams.set('service', service);
    for (const scope of wanted.scopes)
        url.searchParams.append('scope', scope);
    const authorization = headerFor(wanted.credential);
    return {
        method: 'GET',
        url,
        action: wanted.request.action,
        headers: (0,defined/* defined */.s)({ authorization })
    };
};
/** distribution's oauth.md: POST of a form that exchanges an identity token for an access token. */
const postRequest = (wanted, identity) => {
    const form = new URLSearchParams({
        grant_type: 'refresh_token',
        service: wanted.challenge.parameters.service ?? '',
        client_id: 'win-multiarch',
        scope: wanted.scopes.join(' '),
        refresh_token: identity
    });
    return {
        method: 'POST',
        url: realmOf(wanted),
        action: wanted.request.action,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new TextEncoder().encode(form.toString())
    };
};
const parseToken = (request, response, now) => {
    const json = (0,common_json/* parseJson */.qF)(Buffer.from((0,content_encoding/* decompress */.m)(response)).toString('utf8'));
    if (json === undefined)
        throw (0,transport_errors/* protocolError */.JW)(request, `the token server ${response.url.host} did not return JSON`);
    const { token, access_token: accessToken, expires_in: expiresIn } = (0,common_json/* asRecord */.qY)(json);
    const value = (0,common_json/* asString */.oJ)(token) ?? (0,common_json/* asString */.oJ)(accessToken);
    // A line break would let the token server inject headers.
    if (value === undefined || !/^[\x21-\x7e]+$/.test(value)) {
        throw (0,transport_errors/* protocolError */.JW)(request, `the token server ${response.url.host} did not return a usable token`);
    }
    const seconds = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : defaultLifetimeSeconds;
    return { value, expires: now + seconds * 1000 };
};
const refusedLogin = ({ registry, request }, response) => {
    const { reason, parts } = (0,response_error/* responseError */.U)(request, { ...response, login: 'used' });
    return new transport_errors/* RegistryError */.gl({
        action: request.action,
        status: response.status,
        reason: `the login for ${registry} was refused: ${reason}`,
        remedy: response.status === 401 ? remedies/* wrongLogin */.x : parts.remedy
    });
};
/**
 * Gets an access token from the token server that the registry names.
 *
 * @param now milliseconds since 1970
 * @throws RegistryError, which distinguishes a refused login from a failing server
 */
const fetchToken = async (wanted, send, now) => {
    const ask = async (request) => {
        return (0,connection_error/* readResponse */.U)(request, await send(request));
    };
    const { credential, request } = wanted;
    const changed = credential?.kind === 'identity' ? await ask(postRequest(wanted, credential.token)) : undefined;
    const unsupported = changed === undefined || changed.status === 404 || changed.status === 405;
    const response = unsupported ? await ask(getRequest(wanted)) : changed;
    if ((response.status === 401 || response.status === 403) && credential !== undefined)
        throw refusedLogin(wanted, response);
    if (!(0,transport_transport/* isSuccess */.oJ)(response))
        throw (0,response_error/* responseError */.U)(request, credential === undefined ? response : { ...response, login: 'used' });
    return parseToken(request, response, now);
};

;// CONCATENATED MODULE: ./src/registry/transport/authorizer.ts



/** A key per attempt: the order of its scopes does not matter. */
const attemptKey = ({ login, scopes }) => `${String(login)} ${scopes.toSorted().join(' ')}`;
/**
 * The attempts in order: with the scopes that the registry asks for besides ours, then with ours alone; then, for reads,
 * without the login, which may have fewer rights than anonymous users.
 */
const attemptsFor = ({ scopes = [] }, further) => {
    const wanted = further.length === 0 ? [scopes] : [[...scopes, ...further], scopes];
    const withLogin = wanted.map(one => ({ login: true, scopes: one }));
    return (0,transport_scopes/* isPullOnly */.C6)(scopes) ? [...withLogin, ...wanted.map(one => ({ login: false, scopes: one }))] : withLogin;
};
/**
 * Keeps tokens per set of scopes, and fetches each once however many requests wait for it.
 *
 * @param inner sends what goes to the token server
 */
const authorizer = ({ credentials, log, now = Date.now }, registry, inner) => {
    let count = 0;
    const getToken = async (request, { login, scopes }, received) => {
        const credential = login ? await credentials(registry, request.scopes?.[0]) : undefined;
        if (credential?.kind === 'bearer')
            return { header: `Bearer ${credential.token}`, login: true, expires: Infinity };
        const token = await fetchToken({ registry, request, scopes, credential, ...received }, inner, now());
        // Anonymous tokens are not secrets, and a foreign server must not choose what is masked.
        if (credential !== undefined)
            log.secret(token.value);
        count++;
        return { header: `Bearer ${token.value}`, login: credential !== undefined, expires: token.expires, number: count };
    };
    const tokens = (0,memoize/* memoize */.B)((_, attempt) => attemptKey(attempt), getToken);
    const tokenFor = async (request, attempt, received, newerThan) => {
        const before = count;
        const getting = tokens(request, attempt, received);
        const token = await getting;
        const { number = Infinity } = token;
        // A token with a short life is good for the request that it was fetched for.
        if (number > before || (number > newerThan && isStillValid(token, now())))
            return token;
        tokens.forget(getting);
        return tokenFor(request, attempt, received, newerThan);
    };
    return {
        count: () => count,
        authorize: async (request, attempt, received, newerThan = 0) => {
            if (received.challenge.scheme === 'bearer')
                return tokenFor(request, attempt, received, newerThan);
            const header = attempt.login ? headerFor(await credentials(registry, request.scopes?.[0])) : undefined;
            return { header, login: header !== undefined, expires: Infinity };
        }
    };
};

// EXTERNAL MODULE: ./src/registry/transport/challenge.ts
var transport_challenge = __webpack_require__(3448);
;// CONCATENATED MODULE: ./src/registry/transport/known-challenges.ts



/** @param isRegistry whether an address is the registry's own, whose challenges count */
const knownChallenges = (isRegistry) => {
    const keyOf = ({ scopes = [] }) => scopes.toSorted().join(' ');
    /** By the scopes of a request, those to ask for besides. */
    const further = new Map();
    /** With a login and without one: an expired login says nothing about anonymous users. */
    const refused = new Set();
    const asksFurther = ({ scopes: own = [] }, { scopes }) => scopes.length > own.length;
    let latest;
    return {
        latest: () => latest,
        recordChallenge: (request, response) => {
            const challenge = response.status === 401 && isRegistry(response.url) ? (0,transport_challenge/* chooseChallenge */.h)(response) : undefined;
            if (challenge === undefined)
                return false;
            latest = { challenge, answeredBy: response.url };
            const { scopes = [] } = request;
            const others = scopes.length === 0 ? [] : (0,transport_scopes/* furtherScopes */.gL)(challenge.parameters.scope ?? '', scopes);
            if (others.length > 0 && !further.has(keyOf(request)))
                further.set(keyOf(request), others);
            return true;
        },
        attemptsFor: request => attemptsFor(request, further.get(keyOf(request)) ?? []).filter(attempt => !asksFurther(request, attempt) || !refused.has(attemptKey(attempt))),
        markRefused: (request, attempt) => {
            if (asksFurther(request, attempt))
                refused.add(attemptKey(attempt));
        }
    };
};

// EXTERNAL MODULE: ./src/registry/transport/error-body.ts
var error_body = __webpack_require__(9392);
;// CONCATENATED MODULE: ./src/registry/transport/auth.ts












/** How long to read a refusal before the next attempt; a new connection takes less. */
const refusalTimeoutMs = 1000;
/**
 * Reads a refusal, so that its connection is free for the next attempt. If that fails, the error matters only where the
 * refusal is used.
 */
const bufferRefusal = async (request, response) => {
    const reading = (0,connection_error/* readResponse */.U)(request, response);
    await Promise.race([reading, (0,promises_.setTimeout)(refusalTimeoutMs, undefined, { ref: false })]).catch(() => undefined);
    return async () => {
        const { bytes } = await reading;
        return { ...response, body: external_node_stream_.Readable.from([bytes]) };
    };
};
/** Whether a URL is the registry's own. URLs omit port 80 for http and 443 for https. */
const isOf = (host) => (url) => url.host === host || `${url.hostname}:${url.protocol === 'http:' ? 80 : 443}` === host;
const send = async ({ inner }, request, header, login) => {
    if (header === undefined)
        return inner(request);
    const response = await inner({ ...request, headers: { ...request.headers, authorization: header } });
    return login ? { ...response, login: 'used' } : response;
};
/**
 * Whether a 400 means that the token has expired, for which Amazon's public registry sends no challenge
 * (github.com/oras-project/oras-go/issues/1227). A response to HEAD has no reason.
 */
const isExpiredToken = async ({ method }, readRefusal) => method === 'HEAD' || error_body/* expiredLogin */.D8.test((0,error_body/* wordsOf */.Z9)((0,error_body/* readErrorBody */.Nk)(await (0,transport_transport/* bufferResponse */.WK)(await readRefusal()))));
/**
 * Makes one attempt. A token that was fetched before this request is renewed where the registry refuses it.
 *
 * @param before how many tokens there were before the request
 * @returns undefined where there is no login for an attempt with one
 */
const tryAttempt = async (context, request, attempt, received, before) => {
    const { authorize } = context.authorizer;
    const { header, login, number = Infinity } = await (0,transport_errors/* awaitShared */.u)(authorize(request, attempt, received), request);
    if (header === undefined && attempt.login)
        return undefined;
    const response = await send(context, request, header, login);
    const isChallenged = context.challenges.recordChallenge(request, response);
    if (number > before || (!isChallenged && response.status !== 400))
        return response;
    const readRefusal = await bufferRefusal(request, response);
    if (!isChallenged && !(await isExpiredToken(request, readRefusal)))
        return readRefusal();
    const renewed = await (0,transport_errors/* awaitShared */.u)(authorize(request, attempt, context.challenges.latest() ?? received, number), request);
    return renewed.header === header ? readRefusal() : send(context, request, renewed.header, renewed.login);
};
/** Whether a token server refused a token. */
const isRefusedToken = (error) => error instanceof transport_errors/* RegistryError */.gl && [400, 401, 403].includes(error.status ?? 0);
const outcomeOf = async (context, request, attempt, received, before) => {
    try {
        const response = await tryAttempt(context, request, attempt, received, before);
        if (response === undefined)
            return undefined;
        const usedLogin = response.login === 'used';
        context.challenges.recordChallenge(request, response);
        // The repository may be public: try without the login.
        const isForbidden = response.status === 403 && usedLogin && (0,transport_scopes/* isPullOnly */.C6)(request.scopes ?? []);
        if (!context.isRegistry(response.url) || (response.status !== 401 && !isForbidden))
            return { response };
        return { readRefusal: await bufferRefusal(request, response), usedLogin };
    }
    catch (error) {
        if (!isRefusedToken(error))
            throw error;
        return { readRefusal: () => Promise.reject(error), usedLogin: attempt.login && (await context.hasLogin(request)) };
    }
};
/** Tries each attempt in order; returns the login's refusal if all fail. */
const authenticate = async (context, request, refusal) => {
    const { challenges, inner } = context;
    const before = context.authorizer.count();
    const tried = new Set();
    let readRefusal = refusal;
    let usedLogin = false;
    for (;;) {
        const received = challenges.latest();
        // By Basic, a request without a login is what was refused at first.
        const triesPublic = usedLogin && (refusal === undefined || received?.challenge.scheme === 'bearer');
        const attempt = challenges
            .attemptsFor(request)
            .find(one => !tried.has(attemptKey(one)) && (one.login || triesPublic));
        if (received === undefined || attempt === undefined)
            return readRefusal === undefined ? inner(request) : readRefusal();
        tried.add(attemptKey(attempt));
        const outcome = await outcomeOf(context, request, attempt, received, before);
        if (outcome === undefined)
            continue;
        if ('response' in outcome)
            return outcome.response;
        challenges.markRefused(request, attempt);
        usedLogin ||= outcome.usedLogin;
        if (attempt.login)
            readRefusal = outcome.readRefusal;
    }
};
/** Requests the challenge of `/v2/`, once: some registries hide what is not public, and send a challenge nowhere else. */
const pingOnce = ({ inner, challenges }, registry) => {
    const url = new URL(`https://${(0,reference/* apiHost */.nz)(registry)}/v2/`);
    const ping = (0,memoize/* memoize */.B)(() => '', async ({ action }) => {
        const request = { method: 'GET', url, action };
        const response = await inner(request);
        // What passes is an error, which is not remembered.
        if ((0,transport_errors/* isTransient */.dg)(response.status))
            throw (0,response_error/* responseError */.U)(request, await (0,connection_error/* readResponse */.U)(request, response));
        (0,transport_transport/* discard */.vf)(response);
        return challenges.recordChallenge(request, response);
    });
    return request => (0,transport_errors/* awaitShared */.u)(ping(request).catch((error) => {
        if (error instanceof transport_errors/* RegistryError */.gl && error.temporary)
            throw error;
        return false;
    }), request);
};
/** Marks a refusal where there is a login that the registry did not ask for. */
const markUnusedLogin = async ({ hasLogin }, request, response) => [401, 403, 429].includes(response.status) && response.login === undefined && (await hasLogin(request))
    ? { ...response, login: 'unused' }
    : response;
/**
 * Answers the registry's challenges (RFC 9110; distribution's token and Basic authentication). The login goes to the
 * registry's own host and to the token server that it names, and to no other host.
 */
const withAuth = (options) => (registry) => (inner) => {
    const isRegistry = isOf((0,reference/* apiHost */.nz)(registry));
    const context = {
        inner,
        isRegistry,
        challenges: knownChallenges(isRegistry),
        authorizer: authorizer(options, registry, inner),
        hasLogin: async ({ scopes = [] }) => (await options.credentials(registry, scopes[0])) !== undefined
    };
    const ping = pingOnce(context, registry);
    /** Whether something that is forbidden or not found may only be hidden from requests without a login. */
    const mayNeedLogin = async (request, { status, redirectedBy }) => (status === 403 || status === 404) &&
        redirectedBy === undefined &&
        (await context.hasLogin(request)) &&
        ping(request);
    return async (request) => {
        if (!isRegistry(request.url))
            return inner(request);
        if (context.challenges.latest() !== undefined)
            return markUnusedLogin(context, request, await authenticate(context, request));
        const response = await inner(request);
        const isChallenged = context.challenges.recordChallenge(request, response) || (await mayNeedLogin(request, response));
        if (!isChallenged)
            return markUnusedLogin(context, request, response);
        return markUnusedLogin(context, request, await authenticate(context, request, await bufferRefusal(request, response)));
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/concurrency.ts

/** The maximum of concurrent requests, besides the blobs that are streamed: hundreds would look like an attack. */
const maxRequests = 32;
/** This many connections are always worth opening. */
const minRequests = 4;
/**
 * Limits the concurrent requests. Where no connection is open, the first ones are sent together. Else one request may
 * wait for each open connection, which takes one round trip. Only further requests open new connections, which takes
 * three: for TCP, for TLS, and for the request.
 *
 * @param open how many connections there are before the first request
 */
const withLimit = (send, open = 0) => {
    const limit = (0,p_limit/* default */.A)(maxRequests);
    return request => {
        const wanted = limit.activeCount + limit.pendingCount + 1;
        if (open > 0)
            limit.concurrency = Math.min(maxRequests, Math.max(minRequests, open, wanted - open));
        return limit(async () => {
            const response = await send(request);
            open = Math.max(open, limit.activeCount);
            return response;
        });
    };
};

;// CONCATENATED MODULE: ./src/registry/transport/foreign-tokens.ts








/**
 * Fetches a token without a login where a redirect has led to another registry that requires one: domains in front of a
 * registry redirect reads to it, and docker and containerd follow them.
 */
const withForeignTokens = (inner, now = Date.now) => {
    let count = 0;
    const tokens = (0,memoize/* memoize */.B)((_, { url }, { parameters }) => `${url.host} ${JSON.stringify(parameters)}`, async (request, { url }, challenge) => {
        const scopes = (0,transport_scopes/* splitScopes */.c8)(challenge.parameters.scope ?? '');
        const tokenRequest = { registry: url.host, request, scopes, credential: undefined, challenge, answeredBy: url };
        return { ...(await fetchToken(tokenRequest, inner, now())), number: ++count };
    });
    /** A token that was kept is fetched anew, once, where it ends or the other registry refuses it. */
    const sendWithToken = async (request, response, challenge) => {
        const send = async (getting) => {
            const { value } = await (0,transport_errors/* awaitShared */.u)(getting, request);
            const headers = { ...request.headers, authorization: `Bearer ${value}` };
            return inner({ ...request, url: response.url, headers });
        };
        const before = count;
        const getting = tokens(request, response, challenge);
        const token = await (0,transport_errors/* awaitShared */.u)(getting, request);
        const isNew = token.number > before;
        if (isNew || isStillValid(token, now())) {
            const answer = await send(getting);
            if (isNew || answer.status !== 401)
                return answer;
            (0,transport_transport/* discard */.vf)(answer);
        }
        tokens.forget(getting);
        return send(tokens(request, response, challenge));
    };
    return async (request) => {
        const response = await inner(request);
        if (response.status !== 401 || response.redirectedBy === undefined)
            return response;
        const challenge = (0,transport_challenge/* chooseChallenge */.h)(response);
        if (challenge?.scheme !== 'bearer')
            return response;
        const { bytes } = await (0,connection_error/* readResponse */.U)(request, response);
        try {
            return { ...(await sendWithToken(request, response, challenge)), redirectedBy: response.redirectedBy };
        }
        catch (error) {
            // The refusal of the request says more than that of the token; a failure that passes is tried again.
            if (error instanceof transport_errors/* RegistryError */.gl && !error.temporary)
                return { ...response, body: external_node_stream_.Readable.from([bytes]) };
            throw error;
        }
    };
};

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
var external_node_http_default = /*#__PURE__*/__webpack_require__.n(external_node_http_);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
var external_node_https_default = /*#__PURE__*/__webpack_require__.n(external_node_https_);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./src/registry/transport/http.ts









const defaultLimits = { connect: 20_000, headers: 60_000, commit: 600_000, idle: 60_000 };
class TimeoutError extends user_error/* UserError */.yo {
    name = 'TimeoutError';
    constructor(missing, ms) {
        super({ what: `timed out (${missing} for ${ms / 1000} s)` });
    }
}
/** Calls `expire` when a phase exceeds its limit. */
const watchTimeouts = (outgoing, limits, streamed, expire) => {
    let timer;
    let answered = false;
    const within = (ms, what) => {
        clearTimeout(timer);
        // A response can arrive before the end of the request: then there is no limit to watch.
        if (answered)
            return;
        timer = setTimeout(() => {
            expire(new TimeoutError(what, ms));
        }, ms);
    };
    const stop = () => {
        clearTimeout(timer);
    };
    within(limits.connect, 'no connection');
    outgoing.once('socket', socket => {
        // Through a tunnel a socket is connected before TLS has begun.
        const isSecuring = socket.secureConnecting === true;
        if (socket.connecting || isSecuring)
            socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
        else
            stop();
    });
    outgoing.once('finish', () => {
        const limit = streamed ? limits.commit : limits.headers;
        within(limit, 'no response');
        if (!answered)
            outgoing.setTimeout(limit);
    });
    outgoing.once('timeout', () => {
        if (!answered)
            expire(new TimeoutError('no data', limits.idle));
    });
    return () => {
        answered = true;
        stop();
    };
};
/** Sends a stream. If it breaks or ends early, so does the request. */
const sendStream = (outgoing, stream, fail) => {
    if (stream.destroyed || stream.readableEnded) {
        fail(stream.errored ?? new Error('the content was sent already'));
        return;
    }
    stream.once('error', fail);
    stream.once('close', () => {
        if (!stream.readableEnded)
            fail(stream.errored ?? new Error('the content ended before its time'));
    });
    stream.pipe(outgoing);
};
/** The login of a proxy, for the request that it forwards. */
const proxyLogin = ({ username, password }) => username === '' && password === ''
    ? undefined
    : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`;
/** Where a request is sent: to its host, or to the proxy that forwards it (RFC 9112, 3.2.2: absolute-form). */
const addressOf = (url, forwarder) => {
    if (forwarder === undefined)
        return (0,external_node_url_.urlToHttpOptions)(url);
    const { protocol, hostname, port } = (0,external_node_url_.urlToHttpOptions)(forwarder);
    return { ...(0,defined/* defined */.s)({ protocol, hostname, port }), path: url.href };
};
const openRequest = ({ method, url, headers, body }, { route: { agent, forwarder }, limits, trusted }) => {
    const address = addressOf(url, forwarder);
    const length = (0,transport_transport/* isStream */.rL)(body) ? body.size : body?.length;
    const forwarded = forwarder === undefined ? {} : { host: url.host, 'proxy-authorization': proxyLogin(forwarder) };
    return (address.protocol === 'http:' ? (external_node_http_default()) : (external_node_https_default())).request({
        ...address,
        method,
        agent,
        timeout: limits.idle,
        headers: { ...headers, ...(0,defined/* defined */.s)({ ...forwarded, 'content-length': length }) },
        ...(0,defined/* defined */.s)({ rejectUnauthorized: trusted ? undefined : false })
    });
};
/** Calls `cancel` when the signal is aborted, until the request has ended. */
const cancelBy = (signal, outgoing, cancel) => {
    if (signal === undefined)
        return;
    const abort = () => {
        cancel(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    outgoing.once('close', () => {
        signal.removeEventListener('abort', abort);
    });
};
/** Watches the body of a response. */
const receiveBody = (outgoing, incoming, stream, { limits }) => {
    outgoing.setTimeout(limits.idle);
    outgoing.on('timeout', () => {
        // Unread data means that the target of the copy stalls, not this source.
        if (incoming.readableLength > 0)
            outgoing.setTimeout(limits.idle);
        else
            incoming.destroy(new TimeoutError('no data', limits.idle));
    });
    if (outgoing.writableFinished)
        return;
    // A response before the whole body was sent is a refusal. Do not send the rest, and close the connection: it cannot
    // be used again after half a request.
    stream?.unpipe(outgoing).destroy();
    incoming.once('close', () => outgoing.destroy());
};
const sendRequest = (request, stream, terms) => new Promise((resolve, reject) => {
    const { url, body, signal } = request;
    const outgoing = openRequest(request, terms);
    let response;
    let sent = 0;
    stream?.on('data', (chunk) => {
        sent += chunk.length;
    });
    // Node emits no error for the destruction of a request that has no socket yet, such as one that waits for a proxy.
    const fail = (error) => {
        stop();
        if (response !== undefined)
            return;
        outgoing.destroy(error);
        stream?.destroy();
        reject((0,connection_error/* connectionError */.$)(request, error, terms.wasOpen(outgoing)));
    };
    const stop = watchTimeouts(outgoing, terms.limits, stream !== undefined, fail);
    cancelBy(signal, outgoing, reason => {
        const error = (0,transport_errors/* cancelledError */.YQ)(request, reason);
        if (response === undefined)
            fail(error);
        else
            response.destroy(error);
    });
    outgoing.on('error', fail);
    outgoing.once('proxyConnect', ({ statusCode }) => {
        if (statusCode !== 200)
            fail((0,transport_errors/* proxyError */.FV)(request, statusCode));
    });
    outgoing.once('response', incoming => {
        if (terms.route.forwarder !== undefined && incoming.statusCode === 407) {
            fail((0,transport_errors/* proxyError */.FV)(request, 407));
            return;
        }
        const status = incoming.statusCode ?? 0;
        if (stream !== undefined && (0,transport_transport/* isSuccess */.oJ)({ status }) && sent < ((0,transport_transport/* isStream */.rL)(body) ? body.size : 0)) {
            fail(new user_error/* UserError */.yo({ what: `answered ${status} before it had all of the content` }));
            return;
        }
        response = incoming;
        stop();
        receiveBody(outgoing, incoming, stream, terms);
        resolve({ status, headers: incoming.headers, body: incoming, url });
    });
    if (stream === undefined)
        outgoing.end((0,transport_transport/* isStream */.rL)(body) ? undefined : body);
    else
        sendStream(outgoing, stream, fail);
});
/** Sends requests with Node's http and https, over kept-alive connections, and through the proxy if there is one. */
const httpTransport = ({ agents = (0,transport_agents/* httpAgents */.T)(), limits = defaultLimits, untrusted = new Set() } = {}) => {
    const throwIfCancelled = (request) => {
        const cancelled = [agents.signal, request.signal].find(signal => signal?.aborted === true);
        if (cancelled !== undefined)
            throw (0,transport_errors/* cancelledError */.YQ)(request, cancelled.reason);
    };
    return async (request) => {
        const route = await agents.for(request.url).catch((error) => {
            const reason = error instanceof user_error/* UserError */.yo ? error.reason : 'the address of the proxy cannot be used';
            throw (0,transport_errors/* protocolError */.JW)(request, reason, 'Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY (http://host:port).', error);
        });
        throwIfCancelled(request);
        const stream = (0,transport_transport/* isStream */.rL)(request.body) ? await request.body.open() : undefined;
        try {
            // It may have been cancelled while the body was opened.
            throwIfCancelled(request);
            return await sendRequest(request, stream, {
                route,
                limits,
                trusted: !untrusted.has(request.url.host),
                wasOpen: ({ reusedSocket, socket }) => reusedSocket || agents.wasPrepared(socket)
            });
        }
        catch (error) {
            stream?.destroy();
            throw (0,connection_error/* connectionError */.$)(request, error);
        }
    };
};

;// CONCATENATED MODULE: ./src/registry/client.ts
















const wait = (ms, signal) => (0,promises_.setTimeout)(ms, undefined, (0,defined/* defined */.s)({ signal }));
const registryClient = ({ credentials, log, tries, insecure, agents = (0,transport_agents/* httpAgents */.T)(), limits = defaultLimits, sleep: pause = wait }) => {
    const { signal } = agents;
    const policy = { tries, log, sleep: pause, random: Math.random, signal, logged: new Set() };
    const http = (0,transport_transport/* withOwnHeaders */.FN)('win-multiarch')(httpTransport({ agents, limits, untrusted: insecure }));
    const transport = withForeignTokens(withRedirects(withScheme(insecure)(http)));
    const authenticate = withAuth({ credentials, log });
    const connect = (0,memoize/* memoize */.B)((registry) => registry, (registry) => {
        const authenticated = authenticate(registry)(transport);
        const open = agents.prepared(new URL(`https://${(0,reference/* apiHost */.nz)(registry)}`));
        return {
            exchange: (0,retry/* withRetry */.bD)(policy)(withLimit((0,retry/* sendOnce */.E4)(authenticated), open)),
            transport: authenticated,
            quirks: newQuirks()
        };
    });
    const open = (0,memoize/* memoize */.B)((repository, rights) => `${(0,reference/* formatRepository */.Sh)(repository)} ${rights}`, (repository, rights) => openRepository(repository, rights, connect(repository.registry), policy));
    return {
        policy,
        open,
        ...transfers(policy),
        close: agents.close
    };
};

// EXTERNAL MODULE: ./src/runner/log.ts
var log = __webpack_require__(7708);
;// CONCATENATED MODULE: ./src/report/failure.ts

/** The form for bugs in the repository that this action comes from; a local action (`uses: ./`) names none. */
const bugForm = ({ GITHUB_SERVER_URL: server = '', GITHUB_ACTION_REPOSITORY: repository = '' }) => server === '' || repository === '' ? '' : `: ${server}/${repository}/issues/new?template=bug.yml`;
/**
 * Tells a refusal from a bug: what users can do something about is a {@link UserError}.
 *
 * @param env the variables of the runner
 */
const describeFailure = (error, env) => {
    if (error instanceof user_error/* UserError */.yo)
        return { message: error.message, annotation: error.parts.location ?? {}, isBug: false };
    const reason = error instanceof Error ? error.message : String(error);
    return {
        message: `${reason}\nThis is a bug of this action. Please report it with the log of this step${bugForm(env)}`,
        annotation: { title: 'Unexpected error' },
        isBug: true
    };
};
/** The stacks of an error and of its causes. */
const stacksOf = (error) => error instanceof Error ? [error.stack ?? error.message, ...stacksOf(error.cause)] : [];

// EXTERNAL MODULE: ./src/registry/publish-error.ts
var publish_error = __webpack_require__(4051);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(4285);
;// CONCATENATED MODULE: ./src/report/failure-summary.ts


/** How a mode calls what it did not do. */
const undone = { check: 'Not checked', plan: 'Not planned' };
/** Text as it was printed; the fence is longer than any in the text. */
const verbatim = (text) => {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
    const fence = '`'.repeat(longest + 1);
    return [`${fence}text`, text, fence].join('\n');
};
const names = (references) => references.map(markdown/* code */.aY).join(', ');
/** Which tags name what, as far as it is known; a mode that publishes nothing has nothing to say. */
const stateOfTags = (mode, { planned }, { tags, written }) => {
    if (mode in undone)
        return [];
    if (written.length === 0 && tags === undefined)
        return ['No tag was changed.'];
    const unchanged = tags?.unchanged ?? planned.filter(reference => !written.includes(reference));
    return [
        ...(written.length === 0 ? [] : [`Published before the failure: ${names(written)}.`]),
        ...(unchanged.length === 0 ? [] : [`Unchanged: ${names(unchanged)}.`])
    ];
};
/**
 * The summary of a failed step: what was not published, what is unchanged, the state of every image, and the error.
 *
 * @param mode undefined where the step failed before it was known
 */
const failureSummary = (mode, facts, { error, message }) => {
    const { planned, published, states } = facts;
    const tags = error instanceof publish_error/* PublishError */.S ? error.tags : undefined;
    const written = [...published, ...(tags?.written ?? [])];
    const missing = planned.filter(reference => !written.includes(reference));
    const heading = undone[mode ?? ''] ?? 'Not published';
    return [
        `### ${heading}${missing.length === 0 ? '' : `: ${names(missing)}`}`,
        ...stateOfTags(mode ?? '', facts, { tags, written }),
        ...(states.size === 0
            ? []
            : [
                (0,markdown/* table */.tp)(['Image', 'State'], [...states].map(([image, state]) => [(0,markdown/* code */.aY)(image), state]))
            ]),
        verbatim(message),
        ''
    ].join('\n\n');
};

// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
;// CONCATENATED MODULE: ./src/report/journal.ts

/** Starts an empty journal. */
const startJournal = () => {
    const states = new Map();
    const published = [];
    let planned = [];
    const note = (image, state) => {
        states.set(image, state);
    };
    return {
        plan: references => {
            planned = references;
        },
        note,
        follow: async (image, state, work) => {
            // The images stand in the order in which they were started, whichever ends first.
            if (!states.has(image))
                note(image, 'not finished');
            try {
                const result = await work;
                const reached = typeof state === 'string' ? state : state(result);
                if (reached === undefined)
                    states.delete(image);
                else
                    note(image, reached);
                return result;
            }
            catch (error) {
                note(image, error instanceof refused_error/* RefusedError */.f ? 'refused' : 'failed');
                throw error;
            }
        },
        published: references => {
            published.push(...references);
        },
        read: () => ({ planned, published, states })
    };
};

// EXTERNAL MODULE: ./src/runner/core.ts
var core = __webpack_require__(1019);
;// CONCATENATED MODULE: ./src/report/result.ts

/** Hands a result to the runner. */
const report = async ({ outputs, summary }, showsSummary) => {
    for (const [name, value] of Object.entries(outputs))
        (0,core/* setOutput */.uH)(name, value);
    if (showsSummary)
        await (0,core/* addSummary */.S0)(summary);
};

;// CONCATENATED MODULE: ./src/main.ts













/** Few Docker configs name a helper, so the code that starts programs is loaded for those alone. */
const askHelper = async (helper, server) => {
    const { credentialHelper } = await __webpack_require__.e(/* import() */ 941).then(__webpack_require__.bind(__webpack_require__, 9941));
    return credentialHelper(log/* actionsLog */._)(helper, server);
};
/** Where docker keeps its logins. */
const dockerLogins = { env: process.env, log: log/* actionsLog */._, askHelper };
/** Logs how the inputs were understood. */
const logNotices = ({ notices }) => {
    for (const notice of notices)
        log/* actionsLog */._.notice(notice);
};
/** Opens the registry client. {@link run} closes its connections in the end. */
const openRegistries = ({ login, tries, insecure, notices }, agents) => {
    logNotices({ notices });
    const ofDocker = (0,transport_credentials/* dockerCredentials */.d8)(dockerLogins);
    const credentials = login === undefined ? ofDocker : (0,transport_credentials/* inputCredentials */.ph)(login, ofDocker, log/* actionsLog */._);
    return registryClient({ credentials, log: log/* actionsLog */._, tries, insecure, agents });
};
const state = { isPost: 'isPost', config: 'docker-config', container: 'docker-container', spool: 'spool' };
const rememberConfigDir = (directory) => {
    (0,core/* saveState */.LZ)(state.config, directory);
};
const rememberSpool = (directory) => {
    (0,core/* saveState */.LZ)(state.spool, directory);
};
const rememberContainer = (name) => {
    (0,core/* saveState */.LZ)(state.container, name);
};
/** Each mode loads its own modules: the fan-in does not wait for what only a build needs. */
const runners = {
    build: async (read, context, { journal, agents }) => {
        const [{ readBuildInputs }, { build }, { withLogins }] = await Promise.all([
            __webpack_require__.e(/* import() */ 657).then(__webpack_require__.bind(__webpack_require__, 3657)),
            Promise.all(/* import() */[__webpack_require__.e(535), __webpack_require__.e(607), __webpack_require__.e(453)]).then(__webpack_require__.bind(__webpack_require__, 9453)),
            __webpack_require__.e(/* import() */ 28).then(__webpack_require__.bind(__webpack_require__, 8028))
        ]);
        const inputs = readBuildInputs(read, context);
        logNotices(inputs);
        const registry = openRegistries(inputs.registry, agents);
        return withLogins({ login: inputs.registry.login, findScoped: (0,transport_credentials/* scopedCredentials */.Bq)(dockerLogins) }, rememberConfigDir, clis => build(inputs, { ...clis, registry, log: log/* actionsLog */._, journal, rememberContainer }));
    },
    manifest: async (read, context, { journal, agents }) => {
        // The whole pipeline waits for the fan-in. Its code is bundled with this file: reading eight more takes 7 ms.
        const [{ readManifestInputs }, { manifest }] = await Promise.all([
            Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 2605)),
            Promise.resolve(/* import() eager */).then(__webpack_require__.bind(__webpack_require__, 4485))
        ]);
        const inputs = await readManifestInputs(read, context);
        logNotices(inputs);
        return manifest(inputs, { registry: openRegistries(inputs.registry, agents), log: log/* actionsLog */._, journal });
    },
    rebase: async (read, context, { journal, agents }) => {
        const [{ readRebaseInputs }, { rebase }] = await Promise.all([
            __webpack_require__.e(/* import() */ 237).then(__webpack_require__.bind(__webpack_require__, 5237)),
            __webpack_require__.e(/* import() */ 882).then(__webpack_require__.bind(__webpack_require__, 3882))
        ]);
        const inputs = readRebaseInputs(read, context);
        return rebase(inputs, { registry: openRegistries(inputs.registry, agents), log: log/* actionsLog */._, journal });
    },
    assemble: async (read, context, { journal, agents }) => {
        const [{ readAssembleInputs }, { assemble }] = await Promise.all([
            __webpack_require__.e(/* import() */ 417).then(__webpack_require__.bind(__webpack_require__, 6417)),
            __webpack_require__.e(/* import() */ 556).then(__webpack_require__.bind(__webpack_require__, 9556))
        ]);
        const inputs = readAssembleInputs(read, context);
        logNotices(inputs);
        return assemble(inputs, { registry: openRegistries(inputs.registry, agents), log: log/* actionsLog */._, journal, rememberSpool });
    },
    check: async (read, context, { journal, agents }) => {
        const [{ readCheckInputs }, { check }] = await Promise.all([
            __webpack_require__.e(/* import() */ 513).then(__webpack_require__.bind(__webpack_require__, 7513)),
            __webpack_require__.e(/* import() */ 368).then(__webpack_require__.bind(__webpack_require__, 8368))
        ]);
        const inputs = readCheckInputs(read, context);
        return check(inputs, { registry: openRegistries(inputs.registry, agents), log: log/* actionsLog */._, journal });
    },
    plan: async (read) => {
        const [{ readPlanInputs }, { plan }] = await Promise.all([__webpack_require__.e(/* import() */ 786).then(__webpack_require__.bind(__webpack_require__, 7786)), __webpack_require__.e(/* import() */ 458).then(__webpack_require__.bind(__webpack_require__, 2458))]);
        const inputs = readPlanInputs(read);
        logNotices(inputs);
        return plan(inputs, log/* actionsLog */._, new Date());
    }
};
/** Whether this is the post step: the runner starts it with the state of the main step. */
const isPost = () => (0,core/* getState */.Gu)(state.isPost) !== '';
/** Removes what a cancelled main step left behind. */
const cleanUp = async () => {
    const container = (0,core/* getState */.Gu)(state.container);
    if (container !== '') {
        const [{ dockerCli }, { removeContainer }] = await Promise.all([
            __webpack_require__.e(/* import() */ 234).then(__webpack_require__.bind(__webpack_require__, 3234)),
            Promise.all(/* import() */[__webpack_require__.e(535), __webpack_require__.e(607)]).then(__webpack_require__.bind(__webpack_require__, 8607))
        ]);
        // Without docker there is no container either.
        await removeContainer(dockerCli({}), container).catch((error) => {
            log/* actionsLog */._.debug(String(error));
        });
    }
    for (const directory of [(0,core/* getState */.Gu)(state.config), (0,core/* getState */.Gu)(state.spool)]) {
        if (directory === '')
            continue;
        const { rm } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 1455, 23));
        await rm(directory, { recursive: true, force: true });
    }
};
/** The stack of a bug is logged at once, so that the step need not run again with debug logging. */
const fail = (error) => {
    const { message, annotation, isBug } = describeFailure(error, process.env);
    (0,core/* setFailed */.C1)(message, annotation);
    for (const stack of stacksOf(error))
        (isBug ? log/* actionsLog */._.info : log/* actionsLog */._.debug)(stack);
    return message;
};
/** Adds which tags were published to the error of a step that cannot hand over its outputs. */
const withTags = (error, journal) => {
    if (!(error instanceof core/* RunnerFileError */.TX))
        return error;
    const { published } = journal.read();
    const tags = published.length === 0 ? 'No tag was changed' : `These tags were published nevertheless: ${published.join(', ')}`;
    return new user_error/* UserError */.yo({ ...error.parts, remedy: `${(0,user_error/* sentence */.em)(error.parts.remedy ?? '')} ${(0,user_error/* sentence */.em)(tags)}` });
};
/** A summary that cannot be written does not hide the failure that it is about. */
const summarizeFailure = async (mode, journal, error, message) => {
    try {
        await (0,core/* addSummary */.S0)(failureSummary(mode, journal.read(), { error, message }));
    }
    catch (cause) {
        log/* actionsLog */._.debug(`The summary cannot be written: ${String(cause)}`);
    }
};
/**
 * Runs the step: inputs, mode, outputs. The one place where errors end.
 *
 * @param agents keep connections that are open already; all of them are closed in the end
 */
const run = async (agents) => {
    const journal = startJournal();
    let [mode, showsSummary] = [undefined, true];
    try {
        (0,core/* saveState */.LZ)(state.isPost, 'true');
        const given = (0,core/* givenInputs */.PC)(process.env);
        const read = (0,reader/* inputReader */.c)((0,core/* readInputs */.Ko)(inputNames));
        showsSummary = read.boolean('show-summary', true);
        for (const warning of checkUnknown(given, inputNames))
            log/* actionsLog */._.warning(warning);
        mode = readMode(read);
        const result = await runners[mode](read, readContext(process.env), { journal, agents });
        await report(result, showsSummary);
        // The result had a summary of its own.
        showsSummary = false;
        if (result.failure !== undefined)
            throw result.failure;
    }
    catch (cause) {
        const error = withTags(cause, journal);
        const message = fail(error);
        if (showsSummary)
            await summarizeFailure(mode, journal, error, message);
    }
    finally {
        agents.close();
    }
};


/***/ }),

/***/ 1728:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ck: () => (/* binding */ withKnown),
/* harmony export */   Eb: () => (/* binding */ checkLegTags),
/* harmony export */   Fd: () => (/* binding */ tagRulesOf),
/* harmony export */   KD: () => (/* binding */ reconsiderLegs),
/* harmony export */   MK: () => (/* binding */ checkTags),
/* harmony export */   ah: () => (/* binding */ guard),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   lr: () => (/* binding */ guardLegs)
/* harmony export */ });
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3589);
/* harmony import */ var _registry_guard_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2290);
/* harmony import */ var _registry_publish_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7185);
/* harmony import */ var _registry_targets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9825);






/** The full names of tags in each of the repositories, as users write them. */
const namesOf = (images, tags) => images.flatMap(image => tags.map(tag => (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...image, tag })));
/** What decides whether the tags of the inputs can stand. */
const tagRulesOf = ({ tags, allowDowngrade }, version) => ({ version, first: tags[0], allowDowngrade });
/**
 * The tags that may move. Those that stay are logged.
 *
 * @throws RefusedError where nothing can be published
 */
const guard = async (targets, { digest }, rules, log) => {
    const { moving, problems, warnings, notices } = await (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .guardTags */ .JR)(targets, digest, rules);
    for (const text of warnings)
        log.warning(text);
    for (const text of notices)
        log.notice(text);
    (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseTags */ .qy)(problems);
    return moving;
};
/**
 * Refuses images whose own tags would go back to a lower version.
 *
 * @throws RefusedError
 */
const guardLegs = async (legs, rules) => {
    // What follows the first of the tags is not a variant: only the versions are compared.
    const guarded = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(legs.map(leg => (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .guardTags */ .JR)([leg], undefined, { ...rules, first: leg.tag, own: leg.name })));
    (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseTags */ .qy)(guarded.flatMap(({ problems }) => problems));
};
/** The writes with what is known now of their tags. */
const withKnown = (writes, known) => writes.map(({ target, content }) => ({ target: known.get(target.name) ?? target, content }));
/** Judges the tags of images again that other jobs have written. */
const reconsiderLegs = (writes, inputs) => async (known) => {
    const left = withKnown(writes, known).filter(_registry_publish_js__WEBPACK_IMPORTED_MODULE_4__/* .isStale */ .QO);
    await guardLegs(left.map(({ target }) => target), tagRulesOf(inputs, inputs.version));
    return left;
};
/**
 * Refuses tags that the fan-in would refuse because of the version, before anything else is done.
 *
 * @throws RefusedError
 */
const checkTags = (inputs) => {
    (0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .refuseTags */ .qy)((0,_registry_guard_js__WEBPACK_IMPORTED_MODULE_3__/* .tagProblems */ .nI)(inputs.tags, tagRulesOf(inputs, inputs.version)));
};
/**
 * Refuses images that the fan-in would refuse because of what the first tag names now, or whose own tags would go back,
 * before minutes are spent on them.
 *
 * @throws RefusedError
 */
const checkLegTags = async (inputs, releases, registry) => {
    const { tags, images, version, push } = inputs;
    const rules = tagRulesOf(inputs, version);
    if (!push || rules.allowDowngrade)
        return;
    const floating = [tags[0], ...releases.map(inputs.legTag)].filter(_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_2__/* .isFloatingTag */ .Dv);
    const targets = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(images.flatMap(image => floating.map(tag => (0,_registry_targets_js__WEBPACK_IMPORTED_MODULE_5__/* .readTarget */ ._E)(registry.open(image, 'pull,push'), tag, 'best-effort'))));
    await guardLegs(targets, rules);
};


/***/ }),

/***/ 4485:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  manifest: () => (/* binding */ manifest)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/refused-error.ts
var refused_error = __webpack_require__(1690);
// EXTERNAL MODULE: ./src/common/unique.ts
var unique = __webpack_require__(394);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/oci/entries.ts
var oci_entries = __webpack_require__(145);
// EXTERNAL MODULE: ./src/oci/image-index.ts
var image_index = __webpack_require__(5325);
// EXTERNAL MODULE: ./src/oci/listed.ts
var oci_listed = __webpack_require__(6640);
// EXTERNAL MODULE: ./src/oci/reference.ts
var oci_reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/oci/tag-guard.ts
var tag_guard = __webpack_require__(3589);
// EXTERNAL MODULE: ./src/registry/copy-images.ts
var copy_images = __webpack_require__(5993);
// EXTERNAL MODULE: ./src/registry/guard.ts
var guard = __webpack_require__(2290);
// EXTERNAL MODULE: ./src/registry/publish.ts + 1 modules
var publish = __webpack_require__(7185);
// EXTERNAL MODULE: ./src/registry/targets.ts
var registry_targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/report/list.ts
var report_list = __webpack_require__(9000);
// EXTERNAL MODULE: ./src/report/pulls.ts
var pulls = __webpack_require__(2894);
// EXTERNAL MODULE: ./src/runner/log.ts
var runner_log = __webpack_require__(7708);
// EXTERNAL MODULE: ./src/windows/pull-simulation.ts + 3 modules
var pull_simulation = __webpack_require__(8147);
// EXTERNAL MODULE: ./src/modes/leg-tags.ts
var leg_tags = __webpack_require__(1728);
// EXTERNAL MODULE: ./src/common/nearest.ts
var nearest = __webpack_require__(7535);
// EXTERNAL MODULE: ./src/registry/images.ts
var registry_images = __webpack_require__(7373);
// EXTERNAL MODULE: ./src/registry/transport/retry.ts
var retry = __webpack_require__(7779);
// EXTERNAL MODULE: ./src/windows/releases.ts
var windows_releases = __webpack_require__(2171);
;// CONCATENATED MODULE: ./src/modes/manifest-legs.ts






/** Seconds between looks for a leg that is late: 15 in all. */
const lateSeconds = [1, 2, 4, 8];
const isMissing = ({ images }) => images === undefined;
const stateOf = (images) => (images === undefined ? 'missing' : 'found');
const readLeg = async ({ release, reference }, onlyExisting, { clients: [own], journal }) => {
    const state = (images) => onlyExisting && images === undefined ? undefined : stateOf(images);
    return {
        release,
        reference,
        images: await journal.follow((0,oci_reference/* formatReference */.FH)(reference), state, (0,registry_images/* readImages */.H)(own, reference))
    };
};
/** Looks again for legs that are missing while others are there: a replicated registry shows them later. */
const readLate = async (legs, tools) => {
    const { policy } = tools;
    let found = legs;
    for (const seconds of lateSeconds) {
        const missing = found.filter(isMissing);
        if (missing.length === 0 || missing.length === legs.length)
            break;
        const names = missing.map(({ reference }) => (0,oci_reference/* formatReference */.FH)(reference)).join(', ');
        policy.log.info(`${names} not found yet; other images of the tag are there. Looking again in ${seconds} s`);
        await (0,retry/* pause */.v7)(seconds * 1000, policy);
        found = await (0,await_all/* awaitAll */.A)(found.map(leg => (isMissing(leg) ? readLeg(leg, false, tools) : leg)));
    }
    return found;
};
/** Tags under which a leg may be by mistake: with or without `v`, or by another name of the release. */
const likelyTags = ({ release }, { tags: [first], suffixOf }) => {
    const names = [release.name, ...(release.os === 'windows' ? release.aliases : [])];
    const toggled = first.startsWith('v') ? first.slice(1) : `v${first}`;
    return [first, toggled]
        .flatMap(tag => names.map(name => tag + suffixOf(name)))
        .filter(tag => tag !== first + suffixOf(release.name));
};
/** At most so many tags are shown that look like a missing one. */
const maxShown = 3;
/** Tags of the release that are nearest to the one that is missing, from the first page that the registry lists. */
const listedTags = async ({ release, reference: { tag = '' } }, inputs, own) => (await own.tags(1))
    .filter(other => other.endsWith(inputs.suffixOf(release.name)))
    .sort((a, b) => (0,nearest/* editDistance */.Y)(a, tag) - (0,nearest/* editDistance */.Y)(b, tag))
    .slice(0, maxShown);
/** Which tags look like that of a missing leg. A failure to find out is not worth another error. */
const similarTags = async (leg, inputs, own) => {
    try {
        const likely = likelyTags(leg, inputs);
        const digests = await (0,await_all/* awaitAll */.A)(likely.map(tag => own.head(tag)));
        const there = likely.filter((_, i) => digests[i] !== undefined);
        return there.length > 0 ? there : await listedTags(leg, inputs, own);
    }
    catch {
        return [];
    }
};
const missingProblem = async (leg, inputs, own) => {
    const similar = await similarTags(leg, inputs, own);
    const hint = similar.length === 0 ? '' : `There is ${similar.join(', ')}. `;
    return {
        what: `${(0,oci_reference/* formatReference */.FH)(leg.reference)} is missing, the image for ${leg.release.name}`,
        remedy: `${hint}Check that its build job succeeded, with the same 'tags' and 'suffix'`
    };
};
const noneFound = (inputs, own) => ({
    input: 'releases',
    what: `no leg was found in ${(0,oci_reference/* formatRepository */.Sh)(own.repository)}`,
    why: `looked for ${inputs.tags[0]} with the suffix of each release`,
    remedy: "Check that the build jobs use the same 'tags' and 'suffix'"
});
/** The legs of the releases: all of them, or, with `found`, those that exist, whatever name their release has. */
const readLegs = async (inputs, tools) => {
    const [own] = tools.clients;
    const onlyExisting = inputs.releases === 'found';
    const releases = inputs.releases === 'found' ? windows_releases/* namedReleases */.QZ : inputs.releases;
    const read = await (0,await_all/* awaitAll */.A)(releases.map(release => {
        const reference = { ...own.repository, tag: inputs.legTag(release) };
        return readLeg({ release, reference }, onlyExisting, tools);
    }));
    const legs = onlyExisting || inputs.keepExisting ? read : await readLate(read, tools);
    const missing = legs.filter(isMissing);
    const isEmpty = onlyExisting && missing.length === legs.length && inputs.sources.length === 0;
    return {
        images: legs.flatMap(({ release, images }) => images === undefined ? [] : [{ ...images, entries: images.entries.map(entry => ({ ...entry, release })) }]),
        problems: onlyExisting
            ? isEmpty
                ? [noneFound(inputs, own)]
                : []
            : await (0,await_all/* awaitAll */.A)(missing.map(leg => missingProblem(leg, inputs, own)))
    };
};
const readSources = async (inputs, { clients, open, journal }) => {
    const clientOf = (reference) => clients.find(({ repository }) => (0,oci_reference/* sameRepository */.RB)(repository, reference)) ?? open(reference);
    const found = await (0,await_all/* awaitAll */.A)(inputs.sources.map(async ({ reference, platform }) => {
        const name = (0,oci_reference/* formatReference */.FH)(reference);
        const reading = (0,registry_images/* readImages */.H)(clientOf(reference), reference, { platform });
        return { name, images: await journal.follow(name, stateOf, reading) };
    }));
    return {
        images: found.flatMap(({ images }) => images ?? []),
        problems: found.flatMap(({ name, images }) => images === undefined ? [{ what: `${name} does not exist`, remedy: "Check the input 'sources' (or 'spec')" }] : [])
    };
};
/** Reads the legs of the releases, and whatever else is named. */
const readSupplied = async (inputs, tools) => {
    const [legs, sources] = await (0,await_all/* awaitAll */.A)([readLegs(inputs, tools), readSources(inputs, tools)]);
    return { images: [...legs.images, ...sources.images], problems: [...legs.problems, ...sources.problems] };
};

// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/oci/attachments.ts
var attachments = __webpack_require__(6739);
// EXTERNAL MODULE: ./src/oci/labels.ts
var labels = __webpack_require__(7774);
// EXTERNAL MODULE: ./src/oci/pass-through.ts
var pass_through = __webpack_require__(6452);
;// CONCATENATED MODULE: ./src/modes/manifest-list.ts







const keysOf = (entries) => new Set(entries.map(({ platform }) => (0,oci_entries/* platformKey */.Ng)(platform)));
/** What the published lists have for platforms that are not supplied now, and what is about those images. */
const existing = (published, supplied) => {
    const keys = keysOf(supplied.flatMap(({ entries }) => entries));
    return published.map(({ images }) => {
        const entries = images.entries.filter(({ platform }) => !keys.has((0,oci_entries/* platformKey */.Ng)(platform)));
        for (const key of keysOf(entries))
            keys.add(key);
        return (0,pass_through/* asListed */.Gy)({ ...images, entries });
    });
};
/** A leg of another commit is a leg that was not built by this run: its build failed, or has not run yet. */
const isStaleLeg = ({ release, revision }, { allowStale, revision: wanted }) => !allowStale && release !== undefined && revision !== undefined && revision !== wanted;
const staleProblem = ({ reference, revision = '' }, inputs) => ({
    what: `${reference} is from commit ${revision}, but this list is for ${inputs.revision}`,
    remedy: "Build that leg again. If all legs are from another commit, set 'revision'; 'allow-stale: true' accepts this one"
});
/** With `found` no input says what is complete: what users could pull until now must not go away unnoticed. */
const refusesRemovals = ({ releases, allowRemoval }) => releases === 'found' && !allowRemoval;
/** What the first tag holds and no leg was found for. */
const vanishing = (published, entries) => {
    const keys = keysOf(entries);
    return published.flatMap(({ name, images }) => images.entries
        .filter(({ platform }) => !keys.has((0,oci_entries/* platformKey */.Ng)(platform)))
        .map(({ platform }) => ({
        input: 'releases',
        what: `${name} has an image for ${(0,oci_entries/* formatPlatform */.Bq)(platform)}, but no leg for it was found`,
        remedy: "Build it, set 'keep-existing: true', list the releases instead of 'found', or set 'allow-removal: true'"
    })));
};
const unlabelled = (entries) => {
    const references = entries
        .filter(({ release, revision }) => release !== undefined && revision === undefined)
        .map(({ reference }) => reference);
    return references.length === 0
        ? []
        : [
            `The commit of these images is unknown, because they have no label ${labels/* labelNames */.l3.revision}: ${references.join(', ')}.`
        ];
};
/**
 * Joins what is supplied, and with `keep-existing` what is published, and finds everything that is wrong with it.
 *
 * @param published what the first tag names in each repository, where that counts
 */
const compose = (supplied, published, inputs, journal) => {
    const parts = inputs.keepExisting ? [...supplied, ...existing(published, supplied)] : supplied;
    // Before an image that was given twice is listed once: two releases with one image are one leg too few.
    const given = parts.flatMap(({ entries }) => entries);
    const problems = given.flatMap(entry => {
        const own = (0,oci_entries/* entryProblems */.VF)(entry, inputs);
        const isStale = isStaleLeg(entry, inputs);
        if (own.length > 0 || isStale)
            journal.note(entry.reference, own.length > 0 ? 'refused' : 'stale');
        return isStale ? [...own, staleProblem(entry, inputs)] : own;
    });
    const duplicates = (0,oci_entries/* duplicateProblems */.A_)(given);
    const entries = (0,oci_entries/* orderEntries */.NG)(given);
    const kept = inputs.keepExisting ? published[0]?.images.root : undefined;
    return {
        parts,
        entries,
        ...(kept?.kind === 'index' ? { replaces: kept } : {}),
        problems: [...problems, ...duplicates, ...(refusesRemovals(inputs) ? vanishing(published, entries) : [])],
        warnings: [...unlabelled(given), ...(0,oci_entries/* entryWarnings */.CV)(entries)]
    };
};
/** The annotations of the list: those of the list that it replaces, as far as they hold, and those of the user. */
const annotationsOf = (entries, { version, revision, annotations }, replaces) => {
    const facts = {
        [labels/* labelNames */.l3.version]: version ?? (0,registry_targets/* versionOfImages */.CG)(entries) ?? '',
        [labels/* labelNames */.l3.revision]: revision
    };
    return { ...(0,pass_through/* followImages */.y5)(replaces?.annotations ?? {}, entries, facts), ...annotations };
};
/**
 * Writes the list of entries.
 *
 * @returns notices about what is left out, besides the list
 * @throws InputError where it cannot be of the type that is asked for
 */
const writeList = ({ parts, entries, replaces: current }, inputs) => {
    const { kept, dropped } = (0,attachments/* keepAttachments */.As)(parts.flatMap(({ attachments }) => attachments), entries);
    const { mediaType: type } = inputs;
    // A Docker list, where one is asked for, has no further members.
    const replaces = type === 'docker' ? undefined : current;
    const annotations = annotationsOf(entries, inputs, replaces);
    const content = (0,image_index/* buildIndex */.X)({ entries, attachments: kept, type, annotations, ...(0,defined/* defined */.s)({ replaces }) });
    return {
        list: { content, entries, attachments: kept },
        notices: dropped.map(({ digest }) => `The attestation ${digest} is left out: the image that it is about is not in the list.`)
    };
};

// EXTERNAL MODULE: ./src/modes/nothing-written.ts
var nothing_written = __webpack_require__(5855);
// EXTERNAL MODULE: ./src/modes/removals.ts
var modes_removals = __webpack_require__(4387);
;// CONCATENATED MODULE: ./src/modes/manifest.ts























/** The fan-in: joins the legs of the releases, and whatever else is named, in one list under all tags. */
const manifest = async (inputs, { registry, log, journal }) => {
    const rights = inputs.push ? 'pull,push' : 'pull';
    const clients = inputs.images.map(image => registry.open(image, rights));
    const open = (reference) => registry.open((0,oci_reference/* repositoryOf */._M)(reference), 'pull');
    journal.plan((0,leg_tags/* namesOf */.eZ)(inputs.images, inputs.tags));
    const [supplied, targets] = await (0,await_all/* awaitAll */.A)([
        readSupplied(inputs, { clients, open, policy: registry.policy, journal }),
        readTargets(inputs, clients)
    ]);
    const tools = { registry, log: (0,runner_log/* withoutRepeats */.j)(log), journal };
    const fanIn = { inputs, supplied, clients, tools };
    const decision = await decide(fanIn, targets);
    const first = await settle(fanIn, decision);
    const [published] = await (0,await_all/* awaitAll */.A)([
        inputs.push ? publishList(fanIn, first) : { ...first, written: [] },
        logList(decision.list, log)
    ]);
    const { list, moving, warnings, written } = published;
    journal.published(written.map(({ name }) => name));
    (0,nothing_written/* logNothingWritten */.t)(inputs.push, written.length === 0, log);
    if (list !== decision.list)
        await logList(list, log);
    const unchanged = moving.every(({ current }) => current === list.content.digest);
    return (0,report_list/* listResult */.q)({ ...list, targets: published.targets, moving, pushed: inputs.push, unchanged, warnings });
};
/** Brings the parts of the list into place, and chooses the tags that take it. */
const settle = async ({ inputs, clients, tools }, decision) => {
    const { parts, list, targets, guarding } = decision;
    const { registry, log } = tools;
    const choosing = chooseTags(guarding, list, inputs);
    // Content goes up while floating tags are read, unless what they hold may prevent the list.
    const mayRefuse = (0,tag_guard/* isFloatingTag */.Dv)(inputs.tags[0]) || refusesRemovals(inputs);
    const ready = mayRefuse ? choosing : Promise.resolve();
    const upload = async () => {
        await ready;
        if (!inputs.push)
            return new Map();
        await copyMissing(parts, list, clients, registry);
        return (0,publish/* stage */.dw)(list.content, targets, registry);
    };
    const [{ moving, warnings }, looks] = await (0,await_all/* awaitAll */.A)([choosing, upload()]);
    for (const warning of warnings)
        log.warning(warning);
    return { ...decision, moving, looks, warnings };
};
/**
 * The tags that take the list, with warnings about the platforms that they lose.
 *
 * @throws RefusedError where they must not lose any
 */
const chooseTags = async (guarding, list, inputs) => {
    const moving = await guarding;
    const removals = inputs.allowRemoval ? [] : await (0,modes_removals/* findRemovals */.Jb)(moving, list);
    if (refusesRemovals(inputs))
        (0,modes_removals/* refuseRemovals */.q2)(removals, "Build it, list the releases instead of 'found', or set 'allow-removal: true'");
    return { moving, warnings: removals.map(removal => `${(0,modes_removals/* describeRemoval */.s1)(removal)} ${removalAdvice(removal, inputs)}`) };
};
const removalAdvice = ({ tag }, { tags: [first], keepExisting }) => {
    const kept = tag === first && !keepExisting
        ? "'keep-existing: true' keeps what the tag holds"
        : `'keep-existing' keeps only what ${first} holds`;
    return `Build what is missing; ${kept}; 'allow-removal: true' allows the removal.`;
};
/** Writes the tags; what other jobs write meanwhile is judged again, and with `keep-existing` the list is made again. */
const publishList = async (fanIn, first) => {
    const { inputs, tools } = fanIn;
    let settled = first;
    const { keepExisting } = inputs;
    const written = await (0,publish/* publish */.mk)(first.list.content, first.moving, tools.registry.policy, {
        looks: first.looks,
        looksAtAll: keepExisting,
        isOwn: ({ tag }) => !keepExisting && !(0,tag_guard/* isFloatingTag */.Dv)(tag),
        depthOf: tag => depthOf(tag, inputs),
        reconsider: async (known) => {
            const targets = settled.targets.map(target => known.get(target.name) ?? target);
            settled = await settle(fanIn, await decide(fanIn, targets));
            return settled.moving.map(target => ({ target, content: settled.list.content }));
        }
    });
    // For the report the tags are as they were before they were written.
    const asRead = (target) => written.find(({ name }) => name === target.name) ?? target;
    return { ...settled, targets: settled.targets.map(asRead), moving: settled.moving.map(asRead), written };
};
/** How much of a tag counts: its version where it floats, its platforms unless they may go. */
const depthOf = (tag, inputs) => {
    if (tag === inputs.tags[0] && needsPublishedPlatforms(inputs))
        return 'full';
    const needsVersion = !inputs.allowDowngrade && (0,tag_guard/* isFloatingTag */.Dv)(tag);
    return needsVersion || !inputs.allowRemoval ? 'best-effort' : 'digest';
};
/** What the tags name now. */
const readTargets = (inputs, clients) => (0,await_all/* awaitAll */.A)(clients.flatMap(client => inputs.tags.map(tag => (0,registry_targets/* readTarget */._E)(client, tag, depthOf(tag, inputs)))));
/** Whether the platforms that the first tag holds now matter for what it is to hold. */
const needsPublishedPlatforms = ({ keepExisting, releases }) => keepExisting || releases === 'found';
/** What the first tag names in each repository, where that counts. */
const readPublished = async (targets, inputs) => {
    if (!needsPublishedPlatforms(inputs))
        return [];
    const found = await (0,await_all/* awaitAll */.A)(targets
        .filter(({ tag }) => tag === inputs.tags[0])
        .map(async ({ name, contents }) => ({ name, images: await contents })));
    return found.flatMap(({ name, images }) => (images === undefined ? [] : [{ name, images }]));
};
/**
 * Decides what is published under which tags.
 *
 * @throws RefusedError with everything that prevents it
 */
const decide = async ({ inputs, supplied, tools }, targets) => {
    const { log, journal } = tools;
    const composed = compose(supplied.images, await readPublished(targets, inputs), inputs, journal);
    const rules = (0,leg_tags/* tagRulesOf */.Fd)(inputs, inputs.version ?? (0,registry_targets/* versionOfImages */.CG)(composed.entries, inputs.annotations));
    const problems = [...supplied.problems, ...composed.problems, ...(0,guard/* tagProblems */.nI)(inputs.tags, rules)];
    if (problems.length === 0 && composed.entries.length === 0)
        problems.push(oci_entries/* nothingToList */.TK);
    if (problems.length > 0) {
        const { problems: ofTags } = await (0,guard/* guardTags */.JR)(targets, undefined, rules);
        throw new refused_error/* RefusedError */.f((0,unique/* uniqueBy */.p)([...problems, ...ofTags], user_error/* formatUserError */.XR));
    }
    for (const warning of composed.warnings)
        log.warning(warning);
    const { list, notices } = writeList(composed, inputs);
    for (const notice of notices)
        log.notice(notice);
    return { parts: composed.parts, list, targets, guarding: (0,leg_tags/* guard */.ah)(targets, list.content, rules, log) };
};
/** Logs what is listed, and which host pulls which of it. */
const logList = async (list, log) => {
    // The writes go out first: there is time for the log while they are under way.
    await (0,promises_.setImmediate)();
    const listed = (0,oci_listed/* listedEntries */.yO)(list.content, list.entries);
    await log.group(`List ${list.content.digest}`, () => {
        for (const entry of list.entries)
            log.info((0,oci_entries/* describeEntry */.OY)(entry));
        log.info(new TextDecoder().decode(list.content.bytes));
        return Promise.resolve();
    });
    await (0,pulls/* logPulls */.TA)(listed, log);
    for (const warning of (0,pulls/* pullWarnings */.bK)((0,pull_simulation/* simulatePulls */.X)(listed), listed))
        log.warning(warning);
};
/** Copies what the list names into the repositories that lack it. */
const copyMissing = async (parts, list, clients, registry) => {
    await (0,await_all/* awaitAll */.A)(parts.map(images => (0,copy_images/* copyImages */._)(images, (0,image_index/* listedDigests */.R)(list), clients, registry)));
};


/***/ }),

/***/ 5855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ logNothingWritten)
/* harmony export */ });
/** Logs why a mode has not written anything, where it has not. */
const logNothingWritten = (push, unchanged, log) => {
    if (!push)
        log.info("Nothing was written: 'push' is false.");
    else if (unchanged)
        log.info('Nothing was written: every tag is up to date.');
};


/***/ }),

/***/ 4387:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jb: () => (/* binding */ findRemovals),
/* harmony export */   q2: () => (/* binding */ refuseRemovals),
/* harmony export */   s1: () => (/* binding */ describeRemoval)
/* harmony export */ });
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1690);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2689);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(145);
/* harmony import */ var _oci_listed_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6640);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8147);






const served = (list) => new Set((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_5__/* .simulatePulls */ .X)(list).flatMap(({ host, index }) => (index === undefined ? [] : [host.name])));
const removalOf = ({ tag, name }, { root, entries }, list) => {
    const keys = new Set(list.entries.map(({ platform }) => (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_3__/* .platformKey */ .Ng)(platform)));
    const lost = entries.filter(({ platform }) => !keys.has((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_3__/* .platformKey */ .Ng)(platform)));
    if (lost.length === 0)
        return [];
    const now = served((0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listedEntries */ .yO)(list.content, list.entries));
    return [
        {
            tag,
            name,
            platforms: lost.map(({ platform }) => (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)),
            hosts: [...served((0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listedEntries */ .yO)(root, entries))].filter(host => !now.has(host))
        }
    ];
};
/** The tags, of those that move, that hold platforms which the list lacks. What cannot be read is not ours. */
const findRemovals = async (targets, list) => {
    const found = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(targets.map(async (target) => {
        const images = target.current === list.content.digest ? undefined : await target.contents;
        return images === undefined ? [] : removalOf(target, images, list);
    }));
    return found.flat();
};
/** What is lost, in words. */
const describeRemoval = ({ name, platforms, hosts }) => {
    const nothing = hosts.length === 0 ? '' : `, and ${hosts.join(', ')} would pull nothing from it`;
    return `${name} holds ${platforms.join(', ')}, which the new list lacks: the tag loses ${platforms.length === 1 ? 'it' : 'them'}${nothing}.`;
};
/** @throws RefusedError where tags would lose platforms that users pull */
const refuseRemovals = (removals, remedy) => {
    if (removals.length === 0)
        return;
    throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f(removals.map(removal => ({ input: 'tags', what: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutFullStop */ .Qu)(describeRemoval(removal)), remedy })), 'the tags cannot be written');
};


/***/ }),

/***/ 6739:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ keepAttachments),
/* harmony export */   Op: () => (/* binding */ isArtifactOf),
/* harmony export */   et: () => (/* binding */ subjectOf),
/* harmony export */   oi: () => (/* binding */ hasNoHost),
/* harmony export */   r3: () => (/* binding */ attachmentOf)
/* harmony export */ });
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(394);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9217);


/** The annotation by which BuildKit says which image an attestation is about. */
const referenceDigest = 'vnd.docker.reference.digest';
/** Whether no host takes an entry of a list, because it has the platform that BuildKit gives to attestations. */
const hasNoHost = ({ platform }) => platform?.os === 'unknown' && platform.architecture === 'unknown';
/**
 * Whether an entry of a list proves to be an artifact of OCI 1.1 about another one (image-spec manifest.md, "Guidelines
 * for Artifact Usage"). An entry with a platform is an image, and so is one with the config of an image: containerd
 * reads the platform there (core/images/image.go, Manifest). Annotations prove nothing.
 */
const isArtifactOf = ({ platform }, { subject, config }, list) => platform === undefined &&
    !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_0__/* .isImageConfigType */ .Ky)(config.mediaType) &&
    list.manifests.some(({ digest }) => digest === subject);
/** An attachment as a list of our own describes it: with nothing that was not read, or that hosts could be misled by. */
const attachmentOf = (child) => {
    const { written: _written, urls: _urls, ...descriptor } = child;
    return { ...descriptor, listed: child };
};
/** What an attachment is about. */
const subjectOf = ({ annotations, subject }) => annotations?.[referenceDigest] ?? subject;
/** Attachments are only kept with what they are about. */
const keepAttachments = (attachments, entries) => {
    const listed = new Set(entries.map(({ descriptor }) => descriptor.digest));
    // A signature may be about an SBOM: each pass adds what is about something that was added before.
    for (let size = 0; size < listed.size;) {
        size = listed.size;
        for (const one of attachments)
            if (listed.has(subjectOf(one)))
                listed.add(one.digest);
    }
    const kept = (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_1__/* .uniqueBy */ .p)(attachments.filter(attachment => listed.has(subjectOf(attachment))), one => `${one.digest} ${subjectOf(one) ?? ''}`);
    return { kept, dropped: attachments.filter(({ digest }) => !kept.some(other => other.digest === digest)) };
};


/***/ }),

/***/ 876:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ap: () => (/* binding */ familyOf),
/* harmony export */   Cb: () => (/* binding */ commonBases),
/* harmony export */   Y6: () => (/* binding */ baseOfRelease),
/* harmony export */   ke: () => (/* binding */ floatingBase),
/* harmony export */   rc: () => (/* binding */ parseBaseTemplate)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2852);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2171);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2148);




/** Stands for a placeholder while a reference is parsed, which cannot hold braces. */
const mark = (value) => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .replacePlaceholders */ .Lb)(value, placeholder => `${placeholder.slice(2, -2)}.placeholder`);
const unmark = (value) => value.replace(/(release|year)\.placeholder/g, '{{$1}}');
/**
 * Reads a repository (`mcr.microsoft.com/windows/nanoserver`), a template with `{{release}}` or `{{year}}`
 * (`mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-{{release}}`), or the base of one release, which stands for the others.
 *
 * @throws InvalidReferenceError that says what is wrong with the value
 */
const parseBaseTemplate = (value) => {
    const { registry, path, tag, digest } = parseMarked(value);
    if (digest !== undefined)
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_2__/* .InvalidReferenceError */ .x_({ what: `'${value}' has a digest, which names the base of a single release` });
    if (unmark(registry) !== registry)
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_2__/* .InvalidReferenceError */ .x_({ what: `'${value}' has a placeholder in the name of the registry` });
    return { registry, path: unmark(path), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ tag: tag === undefined ? undefined : unmark(tag) }) };
};
/** Parses a string with marks for its placeholders; an error shows the value as it was given. */
const parseMarked = (value) => {
    try {
        return (0,_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .parseReference */ .F2)(mark(value));
    }
    catch (cause) {
        if (!(cause instanceof _reference_js__WEBPACK_IMPORTED_MODULE_2__/* .InvalidReferenceError */ .x_))
            throw cause;
        const { what, why = '' } = cause.parts;
        throw new _reference_js__WEBPACK_IMPORTED_MODULE_2__/* .InvalidReferenceError */ .x_({ what: unmark(what), why: unmark(why), cause });
    }
};
/** Names of releases and exact versions, where they stand as a part of a tag; the longest name first. */
const releasePart = new RegExp(`(?<=^|[-_])(?:${[..._windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .releaseNames */ .uh].sort((a, b) => b.length - a.length).join('|')}|10\\.0\\.\\d+(?:\\.\\d+)?)(?=$|[-_])`, 'gi');
/** What makes a tag of the name of a release; undefined where the tag is that release's, or no release's, already. */
const tagFor = (tag, release) => {
    if ((0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .variesByRelease */ .XT)(tag))
        return name => (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .fillForRelease */ .yQ)('base-image', tag, { ...release, name });
    const last = [...tag.matchAll(releasePart)].at(-1);
    const named = last === undefined ? undefined : (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_1__/* .findRelease */ .dv)(last[0])?.name;
    if (last === undefined || (named !== undefined && [release.name, ...release.aliases].includes(named)))
        return undefined;
    return name => tag.slice(0, last.index) + name + tag.slice(last.index + last[0].length);
};
/**
 * The base of a release: `4.8-windowsservercore-ltsc2022` becomes `4.8-windowsservercore-ltsc2025` for another one. A tag
 * without a release in it stays unchanged, since it may be a list of several; so does one that has the release under any
 * of its names, since not every repository has all of them: .NET's only have `nanoserver-1809`, and Nano Server has
 * `sac2016` (windows/releases.ts).
 */
const baseOfRelease = (template, release) => {
    const { registry, tag = (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .variesByRelease */ .XT)(template.path) ? 'latest' : _windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .releasePlaceholder */ .fI } = template;
    const repository = { registry, path: (0,_windows_release_placeholder_js__WEBPACK_IMPORTED_MODULE_0__/* .fillForRelease */ .yQ)('base-image', template.path, release).toLowerCase() };
    const fill = tagFor(tag, release);
    if (fill === undefined)
        return { ...repository, tag };
    const named = fill(release.name);
    return { ...repository, tag: named, aliasTags: release.aliases.map(fill).filter(alias => alias !== named) };
};
/** A day or an update in a tag: `4.8-20250909-windowsservercore-ltsc2022`, `ltsc2022-KB5036909`. */
const updatePart = /(?:^|[-_])(?:20\d{6}|KB\d{6,8})(?=$|[-_])/gi;
/**
 * The base of a release without the update in its tag (KB5036909) first: a tag with one never moves.
 */
const floatingBase = (template, release) => {
    const base = baseOfRelease(template, release);
    const tag = template.tag?.replace(updatePart, '').replace(/^[-_]/, '') ?? '';
    if (tag === '' || tag === template.tag)
        return base;
    const floating = baseOfRelease({ ...template, tag }, release);
    return { ...floating, aliasTags: [...(floating.aliasTags ?? []), ...(base.tag === undefined ? [] : [base.tag])] };
};
/**
 * The kind of Windows that a base has, by its name: Microsoft's own repositories, and the names that images built on
 * them follow (`8.0-nanoserver-ltsc2022`, `windowsservercore`). Undefined where the name does not say.
 */
const familyOf = ({ path, tag = '' }) => {
    const name = `${path}:${tag}`;
    if (name.includes('nanoserver'))
        return 'nanoserver';
    if (name.includes('servercore'))
        return 'servercore';
    if (/(?:^|\/)windows\/server$/.test(path))
        return 'server';
    return /(?:^|\/)windows$/.test(path) ? 'windows' : undefined;
};
/** Where Microsoft publishes the bases that most images are built on; asked where an image says nothing of its own. */
const commonBases = [
    { registry: 'mcr.microsoft.com', path: 'windows/servercore' },
    { registry: 'mcr.microsoft.com', path: 'windows/nanoserver' }
];


/***/ }),

/***/ 6769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mi: () => (/* binding */ DocumentError),
  mh: () => (/* binding */ descriptorJson),
  o4: () => (/* binding */ parseConfig),
  Tp: () => (/* binding */ parseDocument),
  Uz: () => (/* binding */ platformJson),
  ft: () => (/* binding */ writeDocument)
});

// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/common/json.ts
var common_json = __webpack_require__(9927);
// EXTERNAL MODULE: ./src/common/json-names.ts
var json_names = __webpack_require__(9082);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/oci/digest.ts
var digest = __webpack_require__(8825);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
;// CONCATENATED MODULE: ./src/oci/members.ts
// The members that docker and containerd know of what is read here. The keys of labels, annotations, ports and volumes
// are free: Go tells them apart by case.
const members = (names, more = {}) => ({
    ...Object.fromEntries(names.split(' ').map(name => [name, undefined])),
    ...more
});
/** image-spec descriptor.md, image-index.md; Docker's `features` of a platform. */
const descriptor = members('mediaType digest size urls annotations data artifactType', {
    platform: members('architecture os os.version os.features variant features')
});
/** image-spec manifest.md, image-index.md; Docker's schema 2 and manifest list. */
const manifestMembers = members('schemaVersion mediaType artifactType annotations', {
    config: descriptor,
    layers: descriptor,
    manifests: descriptor,
    subject: descriptor
});
/** image-spec config.md; docker's container configuration (moby api/types/container/config.go). */
const settings = members('Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd ArgsEscaped Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress OnBuild Labels StopSignal StopTimeout Shell Memory MemorySwap CpuShares', { Healthcheck: members('Test Interval Timeout StartPeriod StartInterval Retries') });
/** image-spec config.md; docker's image (moby daemon/internal/image/image.go). */
const configMembers = members('created author architecture variant os os.version os.features id parent comment container docker_version', {
    config: settings,
    container_config: settings,
    rootfs: members('type diff_ids'),
    history: members('created author created_by comment empty_layer')
});

;// CONCATENATED MODULE: ./src/oci/document.ts







/** Bytes from a registry that are not what they should be; the message names the member at fault. */
class DocumentError extends user_error/* UserError */.yo {
    name = 'DocumentError';
}
/** A document with more entries is not a list of images; nothing here should run long on one. */
const maxEntries = 10_000;
const fail = (where, expected) => {
    throw new DocumentError({ what: `${where} is not ${expected}` });
};
const { record, array: anyArray, string, optionalString } = (0,common_json/* jsonReader */.sJ)(fail);
const array = (value, where) => {
    const items = anyArray(value, where);
    if (items.length > maxEntries)
        throw new DocumentError({ what: `${where} has more than ${maxEntries} entries` });
    return items;
};
/** An optional list; Go writers may leave out what is empty, or write null. */
const optionalArray = (value, where) => array(value ?? [], where);
const strings = (value, where) => array(value, where).map((item, index) => string(item, `${where}[${index}]`));
/** Labels and annotations. Go reads null as no map, and as an empty string in one. */
const stringMap = (value, where) => {
    const entries = Object.entries(record(value ?? {}, where)).map(([key, item]) => [key, item ?? '']);
    for (const [key, item] of entries)
        if (typeof item !== 'string')
            fail(`${where}['${key}']`, 'a string');
    return Object.fromEntries(entries);
};
/** A list that has to be there; Go writers may write null where it is empty. */
const requiredArray = (value, where) => array(value === null ? [] : value, where);
const readSize = (value, where) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(where, 'a size in bytes');
const readDigest = (value, where) => (0,digest/* isDigest */.Bc)(value) ? value : fail(where, `a digest (${digest/* digestForm */.JN})`);
/** The members that a platform and an image config have in common, under the names that both use. */
const platformMembers = (json, where) => {
    const features = optionalArray(json['os.features'], `${where}['os.features']`);
    return (0,defined/* defined */.s)({
        os: optionalString(json.os, `${where}.os`),
        architecture: optionalString(json.architecture, `${where}.architecture`),
        variant: optionalString(json.variant, `${where}.variant`),
        osVersion: optionalString(json['os.version'], `${where}['os.version']`),
        osFeatures: features.length === 0 ? undefined : strings(features, `${where}['os.features']`)
    });
};
const readPlatform = (value, where) => {
    const members = platformMembers(record(value, where), where);
    return {
        ...members,
        os: string(members.os, `${where}.os`),
        architecture: string(members.architecture, `${where}.architecture`)
    };
};
const readDescriptor = (value, where) => {
    const json = record(value, where);
    const annotations = stringMap(json.annotations, `${where}.annotations`);
    // Go writers may leave an empty platform where there is none.
    const hasPlatform = (0,common_json/* isRecord */.u4)(json.platform) && json.platform.os !== '';
    const hasUrls = Array.isArray(json.urls) && json.urls.length > 0;
    return {
        mediaType: string(json.mediaType, `${where}.mediaType`),
        digest: readDigest(json.digest, `${where}.digest`),
        size: readSize(json.size, `${where}.size`),
        ...(0,defined/* defined */.s)({
            platform: hasPlatform ? readPlatform(json.platform, `${where}.platform`) : undefined,
            annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
            artifactType: optionalString(json.artifactType, `${where}.artifactType`),
            urls: hasUrls ? strings(json.urls, `${where}.urls`) : undefined
        }),
        written: json
    };
};
const readHistoryEntry = (value, where) => {
    const json = record(value, where);
    return {
        createdBy: optionalString(json.created_by, `${where}.created_by`) ?? '',
        ...(0,defined/* defined */.s)({ comment: optionalString(json.comment, `${where}.comment`) }),
        hasLayer: json.empty_layer !== true
    };
};
const parseDocumentJson = (bytes, name, known) => {
    let text;
    let value;
    try {
        text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new DocumentError({ what: `the ${name} is not JSON`, cause });
    }
    const json = record(value, `the ${name}`);
    checkDepth(json, name, 0);
    const why = (0,json_names/* ambiguity */.Gv)(text, known);
    if (why !== undefined)
        throw new DocumentError({ what: `the ${name} can be read in two ways`, why });
    return json;
};
/** Real documents are some ten levels deep; what is much deeper would exhaust the stack when it is written again. */
const maxDepth = 100;
const checkDepth = (value, name, depth) => {
    if (typeof value !== 'object' || value === null)
        return;
    if (depth === maxDepth)
        throw new DocumentError({ what: `the ${name} is nested more than ${maxDepth} levels deep` });
    for (const item of Object.values(value))
        checkDepth(item, name, depth + 1);
};
const schema1 = 'application/vnd.docker.distribution.manifest.v1';
const checkMediaType = (mediaType) => {
    if ((0,media_types/* isIndexType */.$U)(mediaType) || (0,media_types/* isManifestType */.Q3)(mediaType))
        return;
    throw new DocumentError({
        what: mediaType.startsWith(schema1)
            ? 'it is a schema 1 manifest, a format that Docker dropped in 2019'
            : `its media type '${mediaType}' is not that of an image or of a list of images`
    });
};
/**
 * Reads a manifest or an index of one of the four known media types.
 *
 * @throws DocumentError when the bytes are not of the media type that they came with, or lack what the type requires
 */
const parseDocument = (content) => {
    const { mediaType } = content;
    checkMediaType(mediaType);
    const json = parseDocumentJson(content.bytes, 'manifest', manifestMembers);
    const declared = json.mediaType;
    // A document that claims another type than the one it is served as can be read in two ways (CVE-2021-41190).
    if (declared !== undefined && declared !== mediaType)
        throw new DocumentError({
            what: `it is served as '${mediaType}', but its mediaType is ${JSON.stringify(declared)}`
        });
    if (json.schemaVersion !== 2)
        fail('schemaVersion', '2');
    const annotations = stringMap(json.annotations, 'annotations');
    if ((0,media_types/* isIndexType */.$U)(mediaType)) {
        if ('layers' in json || 'config' in json)
            throw new DocumentError({ what: 'it is an index that also has the members of a manifest' });
        const manifests = requiredArray(json.manifests, 'manifests').map((item, i) => readDescriptor(item, `manifests[${i}]`));
        return { ...content, kind: 'index', manifests, annotations, json };
    }
    if ('manifests' in json)
        throw new DocumentError({ what: 'it is a manifest that also has the members of an index' });
    return {
        ...content,
        kind: 'manifest',
        config: readDescriptor(json.config, 'config'),
        layers: requiredArray(json.layers, 'layers').map((item, i) => readDescriptor(item, `layers[${i}]`)),
        annotations,
        ...(0,defined/* defined */.s)({
            artifactType: optionalString(json.artifactType, 'artifactType'),
            subject: (0,common_json/* isRecord */.u4)(json.subject) ? readDigest(json.subject.digest, 'subject.digest') : undefined
        }),
        json
    };
};
/**
 * Reads an image config.
 *
 * @throws DocumentError when the bytes are not an image config
 */
const parseConfig = (bytes) => {
    const json = parseDocumentJson(bytes, 'image config', configMembers);
    const [config, rootfs] = [record(json.config ?? {}, 'config.config'), record(json.rootfs ?? {}, 'config.rootfs')];
    return {
        platform: platformMembers(json, 'config'),
        labels: stringMap(config.Labels, 'config.config.Labels'),
        diffIds: optionalArray(rootfs.diff_ids, 'config.rootfs.diff_ids').map((item, i) => readDigest(item, `config.rootfs.diff_ids[${i}]`)),
        history: optionalArray(json.history, 'config.history').map((item, i) => readHistoryEntry(item, `config.history[${i}]`)),
        ...(0,defined/* defined */.s)({ created: optionalString(json.created, 'config.created') }),
        json
    };
};
/** The platform as JSON, in the order that the specification lists the members. */
const platformJson = ({ architecture, os, osVersion, osFeatures, variant }) => (0,defined/* defined */.s)({ architecture, os, 'os.version': osVersion, 'os.features': osFeatures, variant });
/** The descriptor as JSON, in the order that docker writes the members. */
const descriptorJson = (descriptor) => {
    const { mediaType, size, digest, annotations, artifactType, urls } = descriptor;
    const platform = descriptor.platform === undefined ? undefined : platformJson(descriptor.platform);
    return (0,defined/* defined */.s)({ mediaType, size, digest, platform, annotations, artifactType, urls });
};
/** Content made of JSON, set as docker sets it. The same JSON gives the same bytes. */
const writeDocument = (mediaType, json) => {
    const bytes = new TextEncoder().encode(JSON.stringify(json, undefined, 3));
    return { bytes, mediaType, digest: (0,digest/* digestOf */.ol)(bytes) };
};


/***/ }),

/***/ 145:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ duplicateProblems),
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   CV: () => (/* binding */ entryWarnings),
/* harmony export */   DK: () => (/* binding */ labelledVersions),
/* harmony export */   NG: () => (/* binding */ orderEntries),
/* harmony export */   Ng: () => (/* binding */ platformKey),
/* harmony export */   OY: () => (/* binding */ describeEntry),
/* harmony export */   TK: () => (/* binding */ nothingToList),
/* harmony export */   VF: () => (/* binding */ entryProblems),
/* harmony export */   YJ: () => (/* binding */ formatReleasePlatform),
/* harmony export */   bX: () => (/* binding */ checkEntries),
/* harmony export */   ky: () => (/* binding */ platformMismatch),
/* harmony export */   l7: () => (/* binding */ releaseOf),
/* harmony export */   my: () => (/* binding */ samePlatform)
/* harmony export */ });
/* unused harmony export versionOf */
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7832);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1690);
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(394);
/* harmony import */ var _windows_os_version_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2118);
/* harmony import */ var _windows_platform_match_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7138);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2171);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8825);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6769);








/** The Windows version of an entry; other systems have versions of their own kind, or none. */
const versionOf = ({ platform }) => platform.os === 'windows' && platform.osVersion !== undefined ? (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseOsVersion */ .u)(platform.osVersion) : undefined;
/** The Windows release that an entry is for, by its version; undefined where no release known here has its build. */
const releaseOf = (entry) => {
    const version = versionOf(entry);
    return version === undefined ? undefined : (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_2__/* .releaseOfImage */ .y2)(version.build, entry.platform.architecture);
};
/** `windows/amd64 10.0.20348.5499`, `linux/arm/v7`. */
const formatPlatform = ({ os, architecture, variant, osVersion }) => `${os}/${architecture}${variant === undefined ? '' : `/${variant}`}${osVersion === undefined ? '' : ` ${osVersion}`}`;
/** Whether two platforms are written alike. */
const samePlatform = (one, other) => JSON.stringify((0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .platformJson */ .Uz)(one)) === JSON.stringify((0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .platformJson */ .Uz)(other));
/**
 * What hosts choose by: of two entries with the same key, hosts only get one, however their platforms are spelt. Of a
 * Windows version the build counts; the revision (UBR) decides nothing for dockerd (moby pull_v2_windows.go).
 */
const platformKey = (platform) => {
    const { architecture, osVersion = '' } = platform;
    const os = platform.os.toLowerCase();
    const build = versionOf({ platform: { ...platform, os } })?.build;
    return [os, (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeArchitecture */ .dV)(architecture), (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeVariant */ .pe)(platform), build ?? osVersion].join('/');
};
/** What the images of a release are for: `windows/amd64 10.0.20348`, `linux/arm/v7`. */
const formatReleasePlatform = (release) => release.os === 'windows'
    ? `windows/${release.architecture} 10.0.${release.build}`
    : `linux/${release.architecture}${release.variant === undefined ? '' : `/${release.variant}`}`;
const orUnknown = (text) => (text === '' ? 'unknown' : text);
/**
 * Compares the platform that an image has with that of a release.
 *
 * @param mayLack whether the image need not say its architecture and its Windows version
 * @returns both platforms where they differ
 */
const platformMismatch = ({ os = '', architecture = '', variant, osVersion }, release, mayLack = false) => {
    const build = (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_5__/* .parseOsVersion */ .u)(osVersion ?? '')?.build;
    const sameArchitecture = architecture === release.architecture || (mayLack && architecture === '');
    const samePart = release.os === 'windows'
        ? build === release.build || (mayLack && build === undefined)
        : release.variant === undefined || variant === undefined || variant === release.variant;
    if (os === release.os && sameArchitecture && samePart)
        return undefined;
    const platform = { os: orUnknown(os), architecture: orUnknown(architecture), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ variant, osVersion }) };
    return { is: formatPlatform(platform), wanted: formatReleasePlatform(release) };
};
const releaseMismatch = ({ platform, release, reference }) => {
    const mismatch = release === undefined ? undefined : platformMismatch(platform, release, true);
    if (release === undefined || mismatch === undefined)
        return undefined;
    return {
        what: `${reference} is not an image for ${release.name}`,
        why: `it is ${mismatch.is}, not ${mismatch.wanted}`,
        remedy: 'Take the base by the build argument in its Dockerfile (ARG BASE, FROM …:$BASE), and build that leg again'
    };
};
/** Hosts choose by what the list says, and run what the config says. */
const claimProblem = ({ claimed = {}, platform, reference }) => {
    const { os = platform.os, architecture = platform.architecture } = claimed;
    const agrees = os.toLowerCase() === platform.os.toLowerCase() &&
        (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeArchitecture */ .dV)(architecture) === (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_1__/* .normalizeArchitecture */ .dV)(platform.architecture);
    return agrees
        ? undefined
        : {
            what: `${reference} is listed as ${os}/${architecture}, but its config says ${platform.os}/${platform.architecture}. Hosts would get an image that they cannot run`,
            remedy: 'List it as what it is, or build it again'
        };
};
const versionProblem = (entry, { allowMissingOsVersion }) => {
    const { platform, reference } = entry;
    if (platform.os !== 'windows')
        return undefined;
    if (platform.osVersion === undefined) {
        return allowMissingOsVersion
            ? undefined
            : {
                what: `${reference} has no os.version, so every Windows host would take it`,
                remedy: "Build it with docker build on Windows or a current BuildKit; HostProcess images are listed with 'allow-missing-os-version: true'"
            };
    }
    return versionOf(entry) === undefined
        ? {
            what: `${reference} has the os.version '${platform.osVersion}', which is not a Windows version (10.0.<build>.<revision>)`,
            remedy: 'Build it again'
        }
        : undefined;
};
/** Every pair of images of which hosts could only get one. */
const duplicateProblems = (entries) => {
    const first = new Map();
    const problems = [];
    for (const entry of entries) {
        const key = platformKey(entry.platform);
        const other = first.get(key);
        if (other === undefined)
            first.set(key, entry);
        else if (other.descriptor.digest !== entry.descriptor.digest) {
            problems.push({
                what: `${other.reference} (${formatPlatform(other.platform)}) and ${entry.reference} (${formatPlatform(entry.platform)}) are for the same hosts, which could only get one of them`,
                remedy: 'Remove one'
            });
        }
    }
    return problems;
};
/** Every reason why an image cannot be listed by itself. */
const entryProblems = (entry, rules) => [claimProblem(entry), releaseMismatch(entry), versionProblem(entry, rules)].flatMap(problem => problem ?? []);
/** What is wrong with a list of no images. */
const nothingToList = {
    what: 'there is no image to list',
    remedy: "Check 'releases' and 'sources'"
};
/**
 * Checks that the entries make a list in which every host finds its own image.
 *
 * @throws RefusedError with every problem found
 */
const checkEntries = (entries, rules) => {
    if (entries.length === 0)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f([nothingToList]);
    const problems = [...entries.flatMap(entry => entryProblems(entry, rules)), ...duplicateProblems(entries)];
    if (problems.length > 0)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f(problems);
};
/** What is allowed but rarely intended. */
const entryWarnings = (entries) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const features = new Set(windows.map(({ platform }) => [...(platform.osFeatures ?? [])].sort().join()));
    const withoutRevision = windows.filter(entry => versionOf(entry)?.revision === undefined && entry.platform.osVersion !== undefined);
    return [
        ...(features.size > 1
            ? [
                `The Windows entries differ in os.features: Docker 29.6 and later with the containerd store takes the entry with more of them, whatever its version (${windows.map(({ reference }) => reference).join(', ')}).`
            ]
            : []),
        ...withoutRevision.map(({ reference, platform }) => `${reference} has the os.version '${platform.osVersion ?? ''}' without a revision: Docker never prefers such an entry on a host of its build.`)
    ];
};
/** What makes two entries of a list one: one image may be listed for several platforms. */
const identityOf = ({ descriptor, platform }) => `${descriptor.digest} ${JSON.stringify((0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .platformJson */ .Uz)(platform))}`;
const rank = ({ platform }) => (platform.os !== 'windows' ? 2 : platform.osVersion === undefined ? 1 : 0);
/**
 * Orders entries as hosts need them: Windows first, the newest build first, since dockerd and older containerds take
 * the first entry that fits; Windows without os.version after them, since it fits every host; then the other
 * operating systems as given. An image that is given twice for the same platform stays once.
 */
const orderEntries = (entries) => {
    return [...(0,_common_unique_js__WEBPACK_IMPORTED_MODULE_7__/* .uniqueBy */ .p)(entries, identityOf)].sort((a, b) => {
        const [left, right] = [versionOf(a), versionOf(b)];
        if (rank(a) !== rank(b) || left === undefined || right === undefined)
            return rank(a) - rank(b);
        return (0,_windows_os_version_js__WEBPACK_IMPORTED_MODULE_5__/* .compareOsVersions */ .N)(right, left);
    });
};
/** The versions that the labels of the Windows entries name. Those of Linux images are often of their base. */
const labelledVersions = (entries) => entries.flatMap(({ platform, version }) => (platform.os === 'windows' ? (version ?? []) : []));
/** A short name for logs: the reference and the digest that was found under it. */
const describeEntry = ({ reference, descriptor, platform }) => `${formatPlatform(platform)}  ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_3__/* .shortDigest */ .VK)(descriptor.digest)}  ${reference}`;


/***/ }),

/***/ 5325:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ listedDigests),
/* harmony export */   X: () => (/* binding */ buildIndex)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7832);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1690);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6769);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);
/* harmony import */ var _pass_through_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6452);





/** Everything that a list names. */
const listedDigests = ({ entries, attachments }) => new Set([...entries.map(({ descriptor }) => descriptor), ...attachments].map(({ digest }) => digest));
/** Members that only an OCI index has. */
const isOciOnly = ({ json }) => json.subject !== undefined || json.artifactType !== undefined;
const chooseType = ({ entries, attachments, type, annotations, replaces }) => {
    const foreign = [...entries.map(({ descriptor }) => descriptor), ...attachments].find(({ mediaType }) => !(0,_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isDockerType */ .$F)(mediaType));
    const annotated = Object.keys(annotations).length > 0;
    if (type === 'docker') {
        if (foreign !== undefined)
            throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f([
                {
                    input: 'media-type',
                    what: `a Docker list cannot hold ${foreign.digest}, whose media type is ${foreign.mediaType}`,
                    remedy: "Remove the input, or set it to 'oci'"
                }
            ]);
        if (annotated)
            throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_0__/* .RefusedError */ .f([
                {
                    input: 'annotations',
                    what: 'a Docker list cannot have annotations',
                    remedy: "Remove 'media-type', or set it to 'oci'"
                }
            ]);
    }
    const needsOci = foreign !== undefined || annotated || (replaces !== undefined && isOciOnly(replaces));
    const docker = type === 'docker' || (type === 'auto' && !needsOci);
    return docker ? _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.dockerList : _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.ociIndex;
};
const entryJson = ({ descriptor, platform }, listType) => {
    if (descriptor.written !== undefined)
        return (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .unchangedDescriptor */ .dz)(descriptor, descriptor.written, platform);
    const { mediaType, size, digest, annotations, artifactType } = descriptor;
    const onlyOci = listType === _media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .mediaTypes */ .Ib.dockerList ? {} : (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ annotations, artifactType });
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorJson */ .mh)({ mediaType, size, digest, platform, ...onlyOci });
};
const attachmentJson = (attachment) => attachment.written === undefined
    ? (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorJson */ .mh)(attachment)
    : (0,_pass_through_js__WEBPACK_IMPORTED_MODULE_3__/* .unchangedDescriptor */ .dz)(attachment, attachment.written, attachment.platform);
/**
 * Writes the list (image-spec image-index.md; distribution's manifest list). The same parts give the same bytes.
 * Descriptors with `written` keep all their members; the others are written anew.
 *
 * @throws RefusedError when the media type asked for cannot hold the parts
 */
const buildIndex = (parts) => {
    const mediaType = chooseType(parts);
    const { annotations: _annotations, ...others } = parts.replaces?.json ?? {};
    return (0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .writeDocument */ .ft)(mediaType, {
        ...others,
        schemaVersion: 2,
        mediaType,
        manifests: [...parts.entries.map(entry => entryJson(entry, mediaType)), ...parts.attachments.map(attachmentJson)],
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_4__/* .defined */ .s)({ annotations: Object.keys(parts.annotations).length === 0 ? undefined : parts.annotations })
    });
};


/***/ }),

/***/ 7774:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ baseLabels),
/* harmony export */   J0: () => (/* binding */ imageLabels),
/* harmony export */   Se: () => (/* binding */ emptiedLabels),
/* harmony export */   Sv: () => (/* binding */ inheritedLabels),
/* harmony export */   l3: () => (/* binding */ labelNames),
/* harmony export */   mv: () => (/* binding */ baseNameOf)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7832);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);


/** Names of labels (image-spec annotations.md, "Pre-Defined Annotation Keys"). */
const labelNames = {
    revision: 'org.opencontainers.image.revision',
    version: 'org.opencontainers.image.version',
    created: 'org.opencontainers.image.created',
    source: 'org.opencontainers.image.source',
    url: 'org.opencontainers.image.url',
    title: 'org.opencontainers.image.title',
    description: 'org.opencontainers.image.description',
    licenses: 'org.opencontainers.image.licenses',
    baseName: 'org.opencontainers.image.base.name',
    baseDigest: 'org.opencontainers.image.base.digest'
};
/** The name of a base for labels and outputs: by its tag where it has one, since the digest has a label of its own. */
const baseNameOf = ({ digest, ...named }) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .qualifiedReference */ .AC)(named.tag === undefined && digest !== undefined ? { ...named, digest } : named);
/**
 * How an image says what it is built on (annotations.md, base.name and base.digest).
 *
 * @param digest undefined: not known
 */
const baseLabels = (reference, digest) => ({
    [labelNames.baseName]: baseNameOf(reference),
    [labelNames.baseDigest]: digest ?? ''
});
/**
 * The labels of an image. Nothing overrides the facts, which are the commit and the base; the labels of the user
 * override those of the Dockerfile, and those our defaults.
 */
const imageLabels = ({ revision, base, fromUser, fromDockerfile = new Set(), defaults }) => {
    const named = Object.entries(defaults).map(([name, value]) => [labelNames[name], value]);
    return {
        ...Object.fromEntries(named.filter(([name]) => !fromDockerfile.has(name))),
        ...fromUser,
        ...(base && baseLabels(base.reference, base.digest)),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ [labelNames.revision]: revision })
    };
};
/** Labels that describe one image alone: an image that is built on it must not inherit them. */
const ofOneImage = [
    labelNames.version,
    labelNames.revision,
    labelNames.created,
    labelNames.baseName,
    labelNames.baseDigest
];
/** The labels of a base that hold for an image that is built on it. */
const inheritedLabels = (base) => Object.fromEntries(Object.entries(base).filter(([name]) => !ofOneImage.includes(name)));
/** Empties the labels of a base that a build must not inherit, since a build cannot remove a label. */
const emptiedLabels = (base, fromDockerfile) => Object.fromEntries(ofOneImage.filter(name => base[name] !== undefined && !fromDockerfile.has(name)).map(name => [name, '']));


/***/ }),

/***/ 6640:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SN: () => (/* binding */ isWrongList),
/* harmony export */   rx: () => (/* binding */ listMismatches),
/* harmony export */   yO: () => (/* binding */ listedEntries)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7832);
/* harmony import */ var _windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7138);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8147);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8825);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6769);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(145);






/**
 * The descriptors of a list, in its order: what hosts choose from.
 *
 * @param content the list that is, or will be, published; of a single image there is nothing to choose
 * @param entries the images that were read from it
 */
const listedEntries = (content, entries) => {
    const document = (0,_document_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDocument */ .Tp)(content);
    if (document.kind === 'manifest')
        return [];
    const find = (digest, platform) => {
        const same = entries.filter(({ descriptor }) => descriptor.digest === digest);
        return same.find(entry => platform !== undefined && (0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .samePlatform */ .my)(entry.platform, platform)) ?? same[0];
    };
    return document.manifests.map(({ digest, platform }) => {
        const inside = entries.filter(({ within }) => within === digest);
        const entry = find(digest, platform);
        const nested = inside.length === 0 ? undefined : { digest, entries: inside };
        return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ platform, entry, image: entry?.platform, nested });
    });
};
const windowsDetails = (platform) => [(0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeVariant */ .pe)(platform), platform.osVersion ?? '', ...(platform.osFeatures ?? [])].join();
const agree = (listed, image) => listed.os.toLowerCase() === image.os.toLowerCase() &&
    (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeArchitecture */ .dV)(listed.architecture) === (0,_windows_platform_match_js__WEBPACK_IMPORTED_MODULE_0__/* .normalizeArchitecture */ .dV)(image.architecture) &&
    (image.os.toLowerCase() !== 'windows' || windowsDetails(listed) === windowsDetails(image));
const describe = (platform) => [(0,_entries_js__WEBPACK_IMPORTED_MODULE_4__/* .formatPlatform */ .Bq)(platform), ...(platform.osFeatures ?? [])].join(' +');
const describeListed = (platform) => platform === undefined ? 'without a platform' : `as ${describe(platform)}`;
const disagrees = (platform, entry) => platform === undefined || !agree(platform, entry.platform);
/** Where a list says something else about an image, or about a list within it, than the configs of the images. */
const listMismatches = (listed) => listed.flatMap(({ platform, entry, nested }) => {
    if (entry !== undefined && disagrees(platform, entry)) {
        const image = `The image ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(entry.descriptor.digest)}`;
        return [`${image} is listed ${describeListed(platform)}, but its config says ${describe(entry.platform)}.`];
    }
    if (nested?.entries.some(inner => disagrees(platform, inner)) === true) {
        const contents = [...new Set(nested.entries.map(inner => describe(inner.platform)))].join(', ');
        const list = `The list ${(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .shortDigest */ .VK)(nested.digest)} within it`;
        return [`${list} is listed ${describeListed(platform)}, but holds ${contents}.`];
    }
    return [];
});
/** Whether a list misleads hosts: it says something else than the configs, or a host gets less than it could. */
const isWrongList = (listed) => listMismatches(listed).length > 0 || (0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_1__/* .simulatePulls */ .X)(listed).some(({ newerMatch }) => newerMatch !== undefined);


/***/ }),

/***/ 9217:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ isDockerType),
/* harmony export */   $U: () => (/* binding */ isIndexType),
/* harmony export */   EC: () => (/* binding */ needsOciManifest),
/* harmony export */   Ib: () => (/* binding */ mediaTypes),
/* harmony export */   Ky: () => (/* binding */ isImageConfigType),
/* harmony export */   My: () => (/* binding */ acceptedManifests),
/* harmony export */   Q3: () => (/* binding */ isManifestType),
/* harmony export */   sJ: () => (/* binding */ isForeignLayer),
/* harmony export */   v5: () => (/* binding */ layerTypeIn)
/* harmony export */ });
/** The media types of manifests and what they hold (image-spec media-types.md; distribution's schema 2). */
const mediaTypes = {
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
    ociManifest: 'application/vnd.oci.image.manifest.v1+json',
    ociIndex: 'application/vnd.oci.image.index.v1+json'
};
/** Asked for in every read of a manifest: registries convert or refuse what the client does not accept. */
const acceptedManifests = Object.values(mediaTypes).join(', ');
const isIndexType = (mediaType) => mediaType === mediaTypes.dockerList || mediaType === mediaTypes.ociIndex;
const isManifestType = (mediaType) => mediaType === mediaTypes.dockerManifest || mediaType === mediaTypes.ociManifest;
/** Whether a config is that of an image; artifacts have configs of other types. */
const isImageConfigType = (mediaType) => mediaType === 'application/vnd.docker.container.image.v1+json' ||
    mediaType === 'application/vnd.oci.image.config.v1+json';
/** Docker's own types, which a Docker manifest list may hold; everything else asks for an OCI index. */
const isDockerType = (mediaType) => mediaType.startsWith('application/vnd.docker.');
/**
 * Whether a layer is fetched from its `urls` and not from the registry that names it: Windows base layers of before
 * June 2023 (image-spec layer.md, "Non-Distributable Layers").
 */
const isForeignLayer = ({ mediaType, urls }) => /\.foreign\.|\.nondistributable\./.test(mediaType) && urls !== undefined && urls.length > 0;
/** What the layers of a Docker image and of an OCI image have in common, by their names in the two families. */
const layerNames = [
    ['application/vnd.docker.image.rootfs.diff.tar', 'application/vnd.oci.image.layer.v1.tar'],
    ['application/vnd.docker.image.rootfs.foreign.diff.tar', 'application/vnd.oci.image.layer.nondistributable.v1.tar']
];
/** The type of a layer in the family of a manifest: `….tar.gzip` in Docker's is `….tar+gzip` in OCI's. */
const layerTypeIn = (manifestType, layerType) => {
    const [, name = '', compression = ''] = /^(.*?)(?:[.+](gzip|zstd))?$/.exec(layerType) ?? [];
    const names = layerNames.find(pair => pair.includes(name));
    if (names === undefined)
        return layerType;
    const docker = isDockerType(manifestType);
    return `${names[docker ? 0 : 1]}${compression === '' ? '' : `${docker ? '.' : '+'}${compression}`}`;
};
/** Whether layers are compressed in a way that images of Docker's media types cannot have; OCI's can. */
const needsOciManifest = (layers) => layers.some(({ mediaType }) => /[.+]zstd$/.test(mediaType));


/***/ }),

/***/ 6452:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gi: () => (/* binding */ replacedDescriptor),
/* harmony export */   Gy: () => (/* binding */ asListed),
/* harmony export */   Zt: () => (/* binding */ followLabels),
/* harmony export */   dz: () => (/* binding */ unchangedDescriptor),
/* harmony export */   gH: () => (/* binding */ withoutContent),
/* harmony export */   y5: () => (/* binding */ followImages)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9927);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6769);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7774);





/** Marks images and attachments as parts of a list that is replaced: their descriptors pass through unchanged. */
const asListed = (parts) => ({
    ...parts,
    entries: parts.entries.map(entry => entry.listed === undefined ? entry : { ...entry, descriptor: { ...entry.descriptor, ...entry.listed } }),
    attachments: parts.attachments.map(one => ({ ...one, ...one.listed }))
});
/** `data` is content in the list itself (image-spec descriptor.md): hosts may run it without asking the registry. */
const hasTrueData = ({ digest, size }, { data }) => {
    if (typeof data !== 'string')
        return false;
    const bytes = Buffer.from(data, 'base64');
    // Go refuses what Node reads leniently (encoding/base64, StdEncoding), and with it the whole list.
    return bytes.toString('base64') === data && bytes.length === size && (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesDigest */ ._j)(bytes, digest);
};
/** The members that hold for a descriptor of whatever content. */
const withoutContent = ({ data: _data, urls: _urls, ...others }) => others;
const withoutData = ({ data: _data, ...others }) => others;
const platformMembers = new Set(['architecture', 'os', 'os.version', 'os.features', 'variant']);
/**
 * The descriptor of an image that a list had already, with every member that it had. Its `data` stays where it is the
 * image; its platform is corrected where it contradicts the image.
 *
 * @param platform what the image is for; undefined where nothing has one
 */
const unchangedDescriptor = (descriptor, written, platform) => {
    const members = hasTrueData(descriptor, written) ? written : withoutData(written);
    const isRight = platform === undefined || (descriptor.platform !== undefined && (0,_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .samePlatform */ .my)(descriptor.platform, platform));
    if (isRight)
        return members;
    const unknown = Object.entries((0,_common_json_js__WEBPACK_IMPORTED_MODULE_4__/* .asRecord */ .qY)(written.platform)).filter(([name]) => !platformMembers.has(name));
    return { ...members, platform: { ...(0,_document_js__WEBPACK_IMPORTED_MODULE_1__/* .platformJson */ .Uz)(platform), ...Object.fromEntries(unknown) } };
};
/** The annotations, with the values of those labels that have the same names. */
const followLabels = (annotations, labels) => Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name, labels[name] ?? value]));
/**
 * The descriptor of a new image that takes the place of a listed one. `data` and `urls` are about the old content.
 *
 * @param labels that were set on the new image
 */
const replacedDescriptor = (listed, { mediaType, digest, size }, labels) => {
    const { urls: _urls, written = {}, annotations, ...others } = listed;
    const followed = annotations === undefined ? {} : { annotations: followLabels(annotations, labels) };
    const content = { mediaType, digest, size };
    return { ...others, ...content, ...followed, written: { ...withoutContent(written), ...content, ...followed } };
};
/**
 * The annotations of a list after images of it were replaced: its base.name and base.digest say what all of its Windows
 * images say, and are left out where those differ. What no image says stays.
 *
 * @param facts annotations whose values are known; an empty one is left out
 */
const followImages = (annotations, entries, facts = {}) => {
    const windows = entries.filter(({ platform }) => platform.os === 'windows');
    const follow = (name, value) => {
        const [label = value, ...others] = new Set(windows.map(({ base }) => base?.[name]));
        return others.length > 0 ? '' : label;
    };
    const isBase = (name) => name === _labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseName || name === _labels_js__WEBPACK_IMPORTED_MODULE_3__/* .labelNames */ .l3.baseDigest;
    const followed = Object.entries(followLabels(annotations, facts)).map(([name, value]) => [name, isBase(name) ? follow(name, value) : value]);
    return Object.fromEntries(followed.filter(([name, value]) => value !== '' || annotations[name] === ''));
};


/***/ }),

/***/ 3589:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dv: () => (/* binding */ isFloatingTag),
/* harmony export */   LN: () => (/* binding */ tagMisfit),
/* harmony export */   fG: () => (/* binding */ beginsAsFollowed),
/* harmony export */   wf: () => (/* binding */ checkTagMove)
/* harmony export */ });
/* unused harmony export isFollowedTag */
/* harmony import */ var semver_functions_gte_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1236);
/* harmony import */ var semver_functions_gte_js__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver_functions_gte_js__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7832);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2829);



const latest = /^(?:(.+)-)?latest(?:-(.+))?$/;
const numbers = /^v?(\d{1,5})(?:\.(\d+))?(?:-([A-Za-z].*))?$/;
const parseNumbers = (tag) => {
    const [, major, minor, variant] = numbers.exec(tag) ?? [];
    // A year or a Windows release with a variant is not a major version: 1809-nanoserver.
    if (major === undefined || (minor === undefined && variant !== undefined && major.length > 3))
        return undefined;
    return { major: Number(major), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)({ minor: minor === undefined ? undefined : Number(minor), variant }) };
};
const parseFollowed = (tag) => {
    const [isLatest, before, behind] = latest.exec(tag) ?? [];
    return isLatest === undefined ? parseNumbers(tag) : (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_2__/* .defined */ .s)({ variant: behind ?? before });
};
/** `latest`, `2`, `2.7`, with or without `v`, and their variants, like `2-nanoserver` and `nanoserver-latest`. */
const isFollowedTag = (tag) => parseFollowed(tag) !== undefined;
/** A followed tag by its beginning: `latest-x`, `2-x`. `fix-latest` is none: branches are called so. */
const beginsAsFollowed = (tag) => /^latest(?:-|$)/.test(tag) || parseNumbers(tag) !== undefined;
/** A tag that is not itself a full version: what it names is expected to change. */
const isFloatingTag = (tag) => (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(tag) === null;
/** Whether a pre-release is for those who follow the tag: `2-rc` is for `v2.8.0-rc.1`. */
const isOwnChannel = ({ variant }, version) => variant !== undefined && [String(version.prerelease[0]), version.prerelease.join('.')].includes(variant);
/**
 * Why a tag cannot stand for a version, whatever it names now; undefined where it can. `other version`: `2.6` for 2.7.0.
 *
 * @param version undefined, or not by semver.org: not known
 */
const tagMisfit = (tag, version) => {
    const [followed, parsed] = [parseFollowed(tag), (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(version)];
    if (followed === undefined || parsed === null)
        return undefined;
    const { major = parsed.major, minor = parsed.minor } = followed;
    if (major !== parsed.major || minor !== parsed.minor)
        return 'other version';
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isPrerelease */ .V1)(version) && !isOwnChannel(followed, parsed) ? 'pre-release' : undefined;
};
const moveOfUnknown = (tag, from, to) => {
    const isFollowed = isFollowedTag(tag);
    if (from !== null && isFollowed)
        return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: the version of the new image is not known.` };
    if (from === null && !isFollowed)
        return { moves: true };
    const unknown = to === null ? 'the new image' : 'the current image';
    return { moves: true, notice: `The tag '${tag}' moves, although the version of ${unknown} is not known.` };
};
/**
 * Whether a tag may move from one version to another: to the same or a higher one. A backport of 2.6 must not take
 * `latest`, or `stable`, back from 2.7. After a version, those who follow `latest` or `2` get no image of unknown
 * version. The tag of a version itself always moves.
 *
 * @param current version of the image that the tag names now; undefined where it has none
 * @param next version that is published; undefined where it has none
 */
const checkTagMove = (tag, current, next) => {
    if (!isFloatingTag(tag))
        return { moves: true };
    const [from, to] = [(0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(current), (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .parseVersion */ .ot)(next)];
    if (from === null || to === null)
        return moveOfUnknown(tag, from, to);
    if (semver_functions_gte_js__WEBPACK_IMPORTED_MODULE_0___default()(to, from))
        return { moves: true };
    return { moves: false, reason: `The tag '${tag}' stays at ${from.raw}: ${to.raw} is lower.` };
};


/***/ }),

/***/ 2829:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V1: () => (/* binding */ isPrerelease),
/* harmony export */   aG: () => (/* binding */ looksLikeVersion),
/* harmony export */   fJ: () => (/* binding */ readTagVersion),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   t: () => (/* binding */ highestVersion)
/* harmony export */ });
/* harmony import */ var semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6599);
/* harmony import */ var semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6353);
/* harmony import */ var semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1__);


/** `v2.7.0`, `2.7.0-rc.1`, `2.7.0+build`; null for `2.7`, which is not a version by semver.org. */
const parseVersion = (value) => semver_functions_parse_js__WEBPACK_IMPORTED_MODULE_1___default()(value);
const isPrerelease = (value) => (parseVersion(value)?.prerelease.length ?? 0) > 0;
/** The highest of several versions; undefined where none is a version. Of equal ones it is the first, as written. */
const highestVersion = (values) => values.reduce((highest, value) => {
    const [version, other] = [parseVersion(value), parseVersion(highest)];
    if (version === null)
        return highest;
    return other === null || semver_functions_gt_js__WEBPACK_IMPORTED_MODULE_0___default()(version, other) ? value : highest;
}, undefined);
const withoutV = (value) => value.replace(/^v/, '');
/**
 * Reads the version of a tag. What follows the version is a variant only where the version without it is known; else it
 * is a pre-release. A tag cannot hold the `+` of build metadata, which stands there as `-`.
 *
 * @param known versions that are known of the run, the most certain one first: the input `version`, the git tag
 * @returns undefined where the tag is not a version
 */
const readTagVersion = (tag, known) => {
    const legal = tag.replaceAll('+', '-');
    if (parseVersion(tag) === null)
        return undefined;
    const prefix = tag.startsWith('v') ? 'v' : '';
    const versions = known.flatMap(value => (parseVersion(value) === null ? [] : withoutV(value ?? '')));
    for (const version of versions) {
        if (withoutV(legal) === version.replaceAll('+', '-'))
            return { version: `${prefix}${version}` };
    }
    for (const version of versions) {
        const start = `${version.replaceAll('+', '-')}-`;
        if (withoutV(legal).startsWith(start))
            return { version: `${prefix}${version}`, variant: withoutV(legal).slice(start.length) };
    }
    return { version: tag };
};
/** Versions that semver.org does not know: `1.2.3.4`, `v1.2`, `app/v1.2.3`, `app-1.2.3`. */
const looksLikeVersion = (value) => parseVersion(value) === null && /^(?:.*[^\d.])?\d+(?:\.\d+){1,3}(?:[-+].*)?$/.test(value);


/***/ }),

/***/ 9669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ repositoryRequest)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7832);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);


/**
 * A request to a repository.
 *
 * @param address relative to the repository, with the query if any (`manifests/v1`), or an absolute URL that the
 *   registry gave
 */
const repositoryRequest = ({ repository, scope, signal }, address, rest) => ({
    scopes: [scope],
    ...rest,
    url: new URL(address, `https://${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .apiHost */ .nz)(repository.registry)}/v2/${repository.path}/`),
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ signal })
});


/***/ }),

/***/ 5993:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ copyImages)
/* harmony export */ });
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);


/**
 * Copies those images and attachments that are wanted into the repositories that are not their own. A registry accepts
 * a list only when the repository has everything that the list names.
 */
const copyImages = async ({ client, root, entries, attachments }, wanted, targets, { copy }) => {
    const found = [...entries.map(({ descriptor }) => descriptor), ...attachments, root].map(({ digest }) => digest);
    const digests = [...new Set(found)].filter(digest => wanted.has(digest));
    const others = targets.filter(({ repository }) => !(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .sameRepository */ .RB)(repository, client.repository));
    await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(others.flatMap(to => digests.map(digest => copy(client, to, digest))));
};


/***/ }),

/***/ 2290:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JR: () => (/* binding */ guardTags),
/* harmony export */   nI: () => (/* binding */ tagProblems),
/* harmony export */   qy: () => (/* binding */ refuseTags)
/* harmony export */ });
/* harmony import */ var _common_await_all_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2017);
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7832);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1690);
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(394);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2689);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3589);
/* harmony import */ var _targets_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9825);








const firstRemedy = 'It is the first tag, which names the images of the releases: put a tag of the version itself first.';
/** Why a tag cannot stand for the version, whatever it names now; undefined where it can, or is left out. */
const tagProblem = (tag, { version = '', first, allowDowngrade }) => {
    const misfit = allowDowngrade ? undefined : (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_4__/* .tagMisfit */ .LN)(tag, version);
    if (misfit === 'other version')
        return {
            input: 'tags',
            what: `the tag '${tag}' does not match the version ${version}`,
            remedy: "Write it as a pattern ({{major}}, {{major}}.{{minor}}), or remove it; 'allow-downgrade: true' allows it"
        };
    return misfit === 'pre-release' && tag === first
        ? { input: 'tags', what: `the tag '${tag}' is not for ${version}, which is a pre-release`, remedy: firstRemedy }
        : undefined;
};
/** Every reason why tags cannot stand for the version, whatever they name now: `2.6` for 2.7.0. */
const tagProblems = (tags, rules) => tags.flatMap(tag => tagProblem(tag, rules) ?? []);
const decide = async (target, digest, rules) => {
    const { tag, current } = target;
    const { version, first, allowDowngrade, own } = rules;
    const isOwn = target.name === own;
    const problem = isOwn ? undefined : tagProblem(tag, rules);
    if (problem !== undefined)
        return { target, problem };
    if (allowDowngrade || current === digest)
        return { target };
    const where = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(target.client.repository);
    if (!isOwn && (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_4__/* .tagMisfit */ .LN)(tag, version) === 'pre-release')
        return { target, stays: `${where}: The tag '${tag}' stays: ${version ?? ''} is a pre-release.` };
    if (current === undefined || !(0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_4__/* .isFloatingTag */ .Dv)(tag))
        return { target };
    const move = (0,_oci_tag_guard_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTagMove */ .wf)(tag, await (0,_targets_js__WEBPACK_IMPORTED_MODULE_5__/* .currentVersion */ .YO)(target), version);
    if (move.moves)
        return { target, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ notice: move.notice && `${where}: ${move.notice}` }) };
    const stays = `${where}: ${move.reason}`;
    if (tag !== first)
        return { target, stays: `${stays} 'allow-downgrade: true' moves it anyway.` };
    return {
        target,
        problem: {
            input: 'tags',
            what: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutFullStop */ .Qu)(stays),
            remedy: `${firstRemedy} 'allow-downgrade: true' moves it`
        }
    };
};
/**
 * Decides which tags may move: never to a lower version, nor those that users follow to one that is not known. A tag that
 * names the digest already is not judged by what it names.
 *
 * @param digest what is to be published; undefined: not known yet
 */
const guardTags = async (targets, digest, rules) => {
    const decisions = await (0,_common_await_all_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitAll */ .A)(targets.map(target => decide(target, digest, rules)));
    return {
        moving: decisions.flatMap(({ target, problem, stays }) => problem === undefined && stays === undefined ? [target] : []),
        problems: (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_7__/* .uniqueBy */ .p)(decisions.flatMap(({ problem }) => problem ?? []), _common_user_error_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUserError */ .XR),
        warnings: decisions.flatMap(({ stays }) => stays ?? []),
        notices: decisions.flatMap(({ notice }) => notice ?? [])
    };
};
/** @throws RefusedError where tags cannot be written */
const refuseTags = (problems) => {
    if (problems.length > 0)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_1__/* .RefusedError */ .f(problems, 'the tags cannot be written');
};


/***/ }),

/***/ 2217:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ ImageError)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** A reference is not an image that hosts can run, or not a list of such images. */
class ImageError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'ImageError';
}


/***/ }),

/***/ 7373:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readImages),
/* harmony export */   IC: () => (/* binding */ imagesOf),
/* harmony export */   Qu: () => (/* binding */ requireImages)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7832);
/* harmony import */ var _oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6739);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2148);
/* harmony import */ var _common_refused_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1690);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2217);
/* harmony import */ var _traversal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6321);







/**
 * The platform of an image. Its config decides on os and architecture. Older versions of BuildKit write os.version into
 * the config only, other tools into the list only; variant and os.features are the list's, which may name one image
 * for several variants.
 */
const platformOf = (own, listed = {}) => ({
    ...listed,
    ...own,
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ variant: listed.variant ?? own.variant, osFeatures: listed.osFeatures ?? own.osFeatures })
});
const baseOf = (labels) => Object.fromEntries(Object.entries(labels).filter(([name]) => name === _oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.baseName || name === _oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.baseDigest));
const entryOf = async (client, manifest, reference, { platform: claimed, descriptor: listed }) => {
    const { platform: own, labels } = await client.config(manifest);
    const platform = platformOf(own, claimed);
    const { os, architecture } = platform;
    if (os === undefined || architecture === undefined) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_4__/* .ImageError */ .C({
            what: `${reference} is not a runnable image`,
            why: `its config has no ${os === undefined ? 'os' : 'architecture'}`,
            remedy: 'Remove it'
        });
    }
    return {
        descriptor: {
            mediaType: manifest.mediaType,
            digest: manifest.digest,
            size: manifest.bytes.length,
            ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ annotations: listed?.annotations, artifactType: listed?.artifactType })
        },
        // Hosts compare the system without case (containerd platforms, normalizeOS).
        platform: { ...platform, os: os.toLowerCase(), architecture },
        reference,
        layers: manifest.layers,
        base: baseOf(labels),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ revision: labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.revision], version: labels[_oci_labels_js__WEBPACK_IMPORTED_MODULE_1__/* .labelNames */ .l3.version], listed, claimed })
    };
};
/**
 * Checks what a list says about a document that it names. Hosts compare the sizes, and take a document for what its
 * descriptor says it is.
 */
const checkDescriptor = (child, content, reference, list) => {
    const { mediaType, bytes } = content;
    const why = child.size === bytes.length
        ? `is a '${mediaType}', but ${list} lists it as a '${child.mediaType}'`
        : `has ${bytes.length} bytes, but ${list} says ${child.size}`;
    if (child.size === bytes.length && child.mediaType === mediaType)
        return;
    throw new _image_error_js__WEBPACK_IMPORTED_MODULE_4__/* .ImageError */ .C({ what: `${reference} ${why}`, remedy: 'Build and push the list again' });
};
/** An attachment with its subject, from its own manifest where the list does not name it. */
const readAttachment = async (client, child, list) => {
    const attachment = (0,_oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__/* .attachmentOf */ .r3)(child);
    if ((0,_oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectOf */ .et)(attachment) !== undefined)
        return attachment;
    const manifest = await client.get(child.digest);
    if (manifest === undefined)
        return attachment;
    checkDescriptor(child, manifest, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)({ ...client.repository, digest: child.digest }), list);
    return { ...attachment, ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ subject: manifest.kind === 'manifest' ? manifest.subject : undefined }) };
};
const readPart = async (client, child, index, list) => {
    if ((0,_oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__/* .hasNoHost */ .oi)(child))
        return { attachment: await readAttachment(client, child, list) };
    const reference = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)({ ...client.repository, digest: child.digest });
    const document = await client.get(child.digest);
    if (document === undefined) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_4__/* .ImageError */ .C({
            what: `${list} lists ${reference}, which does not exist`,
            remedy: 'Build and push it again'
        });
    }
    checkDescriptor(child, document, reference, list);
    return document.kind === 'manifest' && (0,_oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__/* .isArtifactOf */ .Op)(child, document, index)
        ? { attachment: { ...(0,_oci_attachments_js__WEBPACK_IMPORTED_MODULE_0__/* .attachmentOf */ .r3)(child), ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_6__/* .defined */ .s)({ subject: document.subject }) } }
        : { child, reference, document };
};
const imagesOfPart = async (client, part, known, traversal) => {
    if ('attachment' in part)
        return { entries: [], attachments: [part.attachment] };
    const { child, reference, document } = part;
    const listed = { platform: { ...known, ...child.platform }, descriptor: child };
    const images = await imagesOf(client, document, reference, listed, traversal);
    if (document.kind === 'manifest')
        return images;
    return { ...images, entries: images.entries.map(entry => ({ ...entry, within: child.digest })) };
};
const childrenOf = async (client, index, reference, { platform }, traversal) => {
    const next = (0,_traversal_js__WEBPACK_IMPORTED_MODULE_5__/* .descend */ .X)(index, reference, traversal);
    const parts = await Promise.all(index.manifests.map(child => readPart(client, child, index, reference)));
    // buildx writes a list for a single image with provenance: what is known about such a list holds for the image.
    const known = parts.filter(part => 'document' in part).length === 1 ? platform : undefined;
    const found = await Promise.all(parts.map(part => imagesOfPart(client, part, known, next)));
    return {
        client,
        root: index,
        entries: found.flatMap(({ entries }) => entries),
        attachments: found.flatMap(({ attachments }) => attachments)
    };
};
/** Reads the images of a document: those that a list names, or the single image that it is. */
const imagesOf = async (client, document, reference, listed = {}, traversal = (0,_traversal_js__WEBPACK_IMPORTED_MODULE_5__/* .startTraversal */ .N)()) => document.kind === 'index'
    ? childrenOf(client, document, reference, listed, traversal)
    : { client, root: document, entries: [await entryOf(client, document, reference, listed)], attachments: [] };
/**
 * Reads the images of a reference that the user gave.
 *
 * @param inputs the inputs that it may have come from, for the error
 * @throws RefusedError where it does not exist
 */
const requireImages = async (registry, reference, inputs) => {
    const images = await readImages(registry.open((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .repositoryOf */ ._M)(reference), 'pull'), reference);
    if (images === undefined)
        throw new _common_refused_error_js__WEBPACK_IMPORTED_MODULE_3__/* .RefusedError */ .f([{ what: `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference)} does not exist`, remedy: `Check ${inputs}` }]);
    return images;
};
/**
 * Reads the images of a reference, and what belongs to them.
 *
 * @returns undefined where the reference does not exist
 * @throws ImageError where it is not an image or a list of images; RegistryError where it cannot be read
 */
const readImages = async (client, reference, listed = {}) => {
    const document = await client.get((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .identifierOf */ .xP)(reference));
    return document === undefined ? undefined : imagesOf(client, document, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatReference */ .FH)(reference), listed);
};


/***/ }),

/***/ 1:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ fetchManifest),
/* harmony export */   Dz: () => (/* binding */ fetchConfig),
/* harmony export */   Hb: () => (/* binding */ manifestRequest),
/* harmony export */   Ib: () => (/* binding */ configRequest),
/* harmony export */   QU: () => (/* binding */ sendManifest),
/* harmony export */   R9: () => (/* binding */ parseFor),
/* harmony export */   fw: () => (/* binding */ rewrittenRemedy),
/* harmony export */   gS: () => (/* binding */ isMissingPart),
/* harmony export */   j: () => (/* binding */ resolveDigest),
/* harmony export */   tS: () => (/* binding */ explainMissingPart)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(9927);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6769);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4212);
/* harmony import */ var _access_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9669);
/* harmony import */ var _transport_response_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7511);
/* harmony import */ var _transport_content_encoding_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7572);
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3758);
/* harmony import */ var _transport_transport_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8436);











const nameOf = ({ repository }, identifier) => `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatRepository */ .Sh)(repository)}${(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(identifier) ? '@' : ':'}${identifier}`;
/** A request for a manifest or list (distribution spec, "Pulling manifests"). */
const manifestRequest = (access, method, identifier) => (0,_access_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryRequest */ .K)(access, `manifests/${identifier}`, {
    method,
    headers: { accept: _oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .acceptedManifests */ .My },
    action: `reading ${nameOf(access, identifier)}`
});
/** The digest that the registry declares; undefined where it does not. */
const declaredDigest = (response) => {
    const header = (0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .headerOf */ .rR)(response, 'docker-content-digest');
    return (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(header) ? header : undefined;
};
const typeOf = (response) => ((0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .headerOf */ .rR)(response, 'content-type') ?? '').split(';')[0]?.trim() ?? '';
/** A 404 means that the manifest does not exist, unless it is a web page: that is not from a registry. */
const isAbsent = (response) => response.status === 404 && typeOf(response) !== 'text/html';
const mismatch = (request, bytes, digest) => (0,_transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .protocolError */ .JW)(request, `the content does not match its digest ${digest} (${bytes.length} bytes received)`, 'Something on the way changes or cuts the content: check the proxy, the mirror, and the storage of the registry.');
/** The content of a response: decompressed, unless its digest is that of the bytes as they came. */
const contentOf = (response, digest) => digest !== undefined && (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesDigest */ ._j)(response.bytes, digest) ? response.bytes : (0,_transport_content_encoding_js__WEBPACK_IMPORTED_MODULE_7__/* .decompress */ .m)(response);
/** The content of a response to a request by digest. @throws RegistryError where it does not match */
const checkedContent = (request, response, digest) => {
    const bytes = contentOf(response, digest);
    if (!(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesDigest */ ._j)(bytes, digest))
        throw mismatch(request, bytes, digest);
    return bytes;
};
/** Parses what a request has read. Content that cannot be parsed is an error of the request. */
const parseFor = (request, parse) => {
    try {
        return parse();
    }
    catch (error) {
        if (!(error instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_1__/* .DocumentError */ .Mi))
            throw error;
        const remedy = 'Build and push the image again, and check whether something on the way changes it.';
        throw (0,_transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .protocolError */ .JW)(request, (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_4__/* .printable */ .g$)(error.reason), remedy, error);
    }
};
/**
 * The content of a tag. Some registries send the digest of something else with it. The digest of the content counts then,
 * if the registry has the same content under it: bytes that broke on the way have no such digest.
 */
const tagContent = async (access, request, response, exchange) => {
    const declared = declaredDigest(response);
    const bytes = contentOf(response, declared);
    const digest = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .digestOf */ .ol)(bytes);
    if (declared === undefined || (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesDigest */ ._j)(bytes, declared))
        return { bytes, digest: declared ?? digest };
    if ((await fetchManifest(access, digest, exchange)) === undefined)
        throw mismatch(request, bytes, declared);
    const { quirks, log } = access;
    if (!quirks.wrongTagDigests) {
        quirks.wrongTagDigests = true;
        log.warning(`${response.url.host} sends a wrong Docker-Content-Digest for tags: ${declared} for content with the digest ${digest} (${request.action}). The digest of the content is used.`);
    }
    return { bytes, digest };
};
/** Reads a manifest or list, of whatever media type, by tag or digest; undefined where there is none. */
const fetchManifest = async (access, identifier, exchange) => {
    const request = manifestRequest(access, 'GET', identifier);
    const response = await exchange(request);
    if (isAbsent(response))
        return undefined;
    if (!(0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .isSuccess */ .oJ)(response))
        throw (0,_transport_response_error_js__WEBPACK_IMPORTED_MODULE_6__/* .responseError */ .U)(request, response);
    const mediaType = typeOf(response);
    if (mediaType === 'text/html') {
        throw (0,_transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .protocolError */ .JW)(request, `${response.url.host} answered with a web page`, "It does not look like a registry: check the host in the input 'image'.");
    }
    if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(identifier))
        return { bytes: checkedContent(request, response, identifier), mediaType, digest: identifier };
    return { ...(await tagContent(access, request, response, exchange)), mediaType };
};
/**
 * Resolves a tag or digest to the current digest; undefined where it does not exist. Some registries, gateways and
 * firewalls refuse HEAD, or omit the digest. GET then returns it, or the reason: a response to HEAD has no body.
 */
const resolveDigest = async (access, identifier, exchange, { read, exists = false }) => {
    const { quirks } = access;
    const readDigest = async () => (await read(identifier))?.digest;
    if (quirks.manifestsByGet || (quirks.wrongTagDigests && !(0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(identifier)))
        return readDigest();
    const request = manifestRequest(access, 'HEAD', identifier);
    const response = await exchange(request);
    if ((0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .isSuccess */ .oJ)(response))
        return declaredDigest(response) ?? readDigest();
    const { status } = response;
    // 405 and 501 are about the method, whatever the manifest.
    quirks.manifestsByGet ||= status === 405 || status === 501;
    if ([400, 403, 405, 501].includes(status))
        return readDigest();
    if (status === 404 && exists) {
        const digest = await readDigest();
        quirks.manifestsByGet ||= digest !== undefined;
        return digest;
    }
    if (isAbsent(response))
        return undefined;
    throw (0,_transport_response_error_js__WEBPACK_IMPORTED_MODULE_6__/* .responseError */ .U)(request, response);
};
/** A request for the config of an image. */
const configRequest = (access, manifest) => (0,_access_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryRequest */ .K)(access, `blobs/${manifest.config.digest}`, {
    method: 'GET',
    action: `reading the config of ${nameOf(access, manifest.digest)}`
});
/** Reads the config of an image as bytes. */
const fetchConfig = async (access, manifest, exchange) => {
    const request = configRequest(access, manifest);
    const response = await exchange(request);
    if (!(0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .isSuccess */ .oJ)(response))
        throw (0,_transport_response_error_js__WEBPACK_IMPORTED_MODULE_6__/* .responseError */ .U)(request, response);
    return checkedContent(request, response, manifest.config.digest);
};
/** Codes for a missing part, which a registry may also return shortly after the part was written. */
const missingPartCodes = new Set(['MANIFEST_BLOB_UNKNOWN', 'BLOB_UNKNOWN', 'MANIFEST_UNKNOWN']);
/** Whether a registry refused a manifest because it does not find a part of it. */
const isMissingPart = (error) => error instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .RegistryError */ .gl && error.codes.some(code => missingPartCodes.has(code));
/** The layers of a manifest that are fetched from addresses (image-spec layer.md, "Non-Distributable Layers"). */
const foreignLayersOf = ({ bytes, mediaType }) => {
    if (!(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isManifestType */ .Q3)(mediaType))
        return [];
    const { layers } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .parseJson */ .qF)(new TextDecoder().decode(bytes)));
    return (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asArray */ ._j)(layers)
        .map(_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asRecord */ .qY)
        .filter(({ urls }) => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asArray */ ._j)(urls).length > 0)
        .flatMap(({ digest }) => ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest) ? [digest] : []));
};
/**
 * Explains the refusal of a manifest with foreign layers. Distribution 2.7 and later take no addresses that their
 * configuration does not allow, by default none, and answer 500 (UNKNOWN, MANIFEST_BLOB_UNKNOWN), which lasts.
 */
const explainForeignLayers = (error, content) => {
    if (!isMissingPart(error) || !error.codes.includes('UNKNOWN'))
        return error;
    const layers = foreignLayersOf(content);
    return layers.length === 0
        ? error
        : error.asPermanent(`The image has the foreign layer ${layers.join(', ')}, which is fetched from an address that this registry does not allow. Allow it there (docker-registry: validation.manifests.urls.allow), or put the image onto a current base with mode 'rebase'.`);
};
/** What to do about a registry that changes what it stores. */
const rewrittenRemedy = 'The registry, or a proxy in front of it, rewrites the JSON of manifests, so that digests, signatures and pinned images do not hold: turn that off, or use another registry.';
/**
 * Explains why a list was refused because the registry misses an image of it. An image that the registry accepted, and
 * does not have, is stored under another digest.
 *
 * @param accepted the digests that the registry accepted
 * @param current the digest that the registry has for a digest
 */
const explainMissingPart = async (error, { bytes }, accepted, current) => {
    const { manifests } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asRecord */ .qY)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .parseJson */ .qF)(new TextDecoder().decode(bytes)));
    const children = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asArray */ ._j)(manifests).map(child => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_10__/* .asRecord */ .qY)(child).digest);
    for (const digest of children.filter(_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)) {
        if (!accepted.has(digest) || (await current(digest)) !== undefined)
            continue;
        const reason = `the registry changed an image of the list: it accepted ${digest}, but does not have it`;
        return new _transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .RegistryError */ .gl({ action: error.action, reason, remedy: rewrittenRemedy, cause: error });
    }
    return error;
};
/** Sends a manifest or list once, under a tag or its digest. */
const sendManifest = async (access, identifier, content, exchange) => {
    const { bytes, mediaType, digest } = content;
    const request = (0,_access_js__WEBPACK_IMPORTED_MODULE_5__/* .repositoryRequest */ .K)(access, `manifests/${identifier}`, {
        method: 'PUT',
        headers: { 'content-type': mediaType },
        body: bytes,
        action: `writing ${nameOf(access, identifier)}`
    });
    const response = await exchange(request).catch((error) => {
        throw explainForeignLayers(error, content);
    });
    if (!(0,_transport_transport_js__WEBPACK_IMPORTED_MODULE_9__/* .isSuccess */ .oJ)(response))
        throw explainForeignLayers((0,_transport_response_error_js__WEBPACK_IMPORTED_MODULE_6__/* .responseError */ .U)(request, response, missingPartCodes), content);
    const storedAs = declaredDigest(response);
    if (storedAs !== undefined && storedAs !== digest) {
        const reason = `the registry changed it: it stored ${storedAs} instead of ${digest}`;
        throw new _transport_errors_js__WEBPACK_IMPORTED_MODULE_8__/* .RegistryError */ .gl({ action: request.action, reason, remedy: rewrittenRemedy, storedAs });
    }
};


/***/ }),

/***/ 4051:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ PublishError)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** Tags could not be written. The message says which ones name the new content, and which are unchanged. */
class PublishError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    tags;
    name = 'PublishError';
    constructor(parts, tags) {
        super(parts);
        this.tags = tags;
    }
}


/***/ }),

/***/ 7185:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  QO: () => (/* binding */ isStale),
  mk: () => (/* binding */ publish),
  V7: () => (/* binding */ publishAll),
  dw: () => (/* binding */ stage)
});

// EXTERNAL MODULE: ./src/common/await-all.ts
var await_all = __webpack_require__(2017);
// EXTERNAL MODULE: ./src/common/defined.ts
var defined = __webpack_require__(7832);
// EXTERNAL MODULE: ./src/oci/tag-guard.ts
var tag_guard = __webpack_require__(3589);
// EXTERNAL MODULE: ./src/registry/tag-moved.ts
var tag_moved = __webpack_require__(6929);
// EXTERNAL MODULE: ./src/registry/targets.ts
var targets = __webpack_require__(9825);
// EXTERNAL MODULE: ./src/common/user-error.ts
var user_error = __webpack_require__(2689);
// EXTERNAL MODULE: ./src/oci/media-types.ts
var media_types = __webpack_require__(9217);
// EXTERNAL MODULE: ./src/registry/manifests.ts
var manifests = __webpack_require__(1);
// EXTERNAL MODULE: ./src/registry/publish-error.ts
var publish_error = __webpack_require__(4051);
// EXTERNAL MODULE: ./src/registry/read-back.ts
var read_back = __webpack_require__(6779);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var errors = __webpack_require__(3758);
;// CONCATENATED MODULE: ./src/registry/write-tag.ts







const namesOf = (outcomes) => outcomes.map(({ target }) => target.name).join(', ');
const withState = (outcomes, state) => outcomes.flatMap(({ target, names }) => (names === state ? [target.name] : []));
const isClientError = (status = 0) => status >= 400 && status < 500;
/** Whether a registry refused a write for a permanent reason, such as a lock or missing rights. */
const isPermanentRefusal = (cause) => cause instanceof errors/* RegistryError */.gl && !cause.temporary && isClientError(cause.status);
const isChanged = ({ cause }) => cause instanceof read_back/* ChangedContentError */.kw;
/** What completes the tags. */
const nextStep = (outcomes) => {
    if (outcomes.some(isChanged))
        return 'Run the job again once the registry stores manifests unchanged.';
    return outcomes.some(({ cause }) => isPermanentRefusal(cause))
        ? 'Run the job again once the registry accepts the writes.'
        : 'Run the job again to complete them.';
};
/** Which tags name what, after a failure. */
const describeState = (outcomes) => {
    const written = outcomes.filter(({ names }) => names === 'new');
    const unchanged = outcomes.filter(({ names }) => names === 'old');
    if (outcomes.every(({ names, wasWritten }) => names === 'old' || (names === 'moved' && wasWritten !== true)))
        return 'No tag was changed.';
    if (written.length + unchanged.length === 0)
        return undefined;
    const lists = written.every(({ content }) => (0,media_types/* isIndexType */.$U)(content.mediaType));
    return [
        ...(written.length === 0 ? [] : [`These tags name the new ${lists ? 'list' : 'images'}: ${namesOf(written)}.`]),
        ...(unchanged.length === 0 ? [] : [`These tags were not changed: ${namesOf(unchanged)}.`]),
        nextStep(outcomes)
    ].join(' ');
};
/** The error for tags of which some could not be written. */
const failureOf = (outcomes) => {
    const failed = outcomes.filter(({ problem, names }) => problem !== undefined || names === 'moved');
    const [first = '', ...others] = failed.map(({ problem, cause }) => problem ?? (0,user_error/* reasonOf */.A3)(cause));
    const what = others.length === 0 ? { what: first } : { what: 'not all tags could be written', problems: [first, ...others] };
    const remedies = [outcomes.some(isChanged) ? manifests/* rewrittenRemedy */.fw : undefined, describeState(outcomes)];
    const remedy = remedies.filter(one => one !== undefined).join(' ');
    return new publish_error/* PublishError */.S({ ...what, remedy: remedy === '' ? undefined : remedy, cause: failed[0]?.cause }, { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') });
};
/**
 * The error for tags that another job has written.
 *
 * @param outcomes of all tags
 */
const movedFailure = (outcomes) => {
    const problems = outcomes.flatMap(({ names, cause }) => (names === 'moved' ? [(0,user_error/* reasonOf */.A3)(cause)] : []));
    const remedies = [describeState(outcomes), "Give the workflow a 'concurrency' group, and run this job again"];
    return new publish_error/* PublishError */.S({
        what: 'another job has written these tags meanwhile',
        problems,
        remedy: remedies.filter(remedy => remedy !== undefined).join(' ')
    }, { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') });
};
/**
 * The error of work that failed between writes: it also says which tags name what by then.
 *
 * @param outcomes of all tags
 */
const interruptedFailure = (cause, outcomes) => {
    if (!(cause instanceof user_error/* UserError */.yo) || !outcomes.some(({ names }) => names === 'new'))
        return cause;
    const remedy = [cause.parts.remedy, describeState(outcomes)].flatMap(text => text ?? []).join('. ');
    return new publish_error/* PublishError */.S({ ...cause.parts, remedy, cause }, { written: withState(outcomes, 'new'), unchanged: withState(outcomes, 'old') });
};
const checkTag = 'Check what the tag names, and run the job again.';
/** Sentences about a failure, with the reason and the remedy of its cause. */
const describeProblem = (what, cause, remedy = (0,user_error/* remedyOf */.SM)(cause)) => (0,user_error/* formatUserError */.XR)({ what, why: (0,user_error/* reasonOf */.A3)(cause), remedy });
/** The remedy is the same for all tags, so it is given once. */
const changedOutcome = ({ target, content }, cause) => {
    const { what, why } = cause.parts;
    return { target, content, names: 'unknown', problem: (0,user_error/* formatUserError */.XR)({ what, why }), cause };
};
/** Another job has written the tag: whether that is a failure is decided by what it names now. */
const movedOutcome = ({ target, content }, cause, wasWritten = false) => ({
    target,
    content,
    names: 'moved',
    wasWritten,
    cause
});
/** The tag still names what it named before. */
const failedOutcome = ({ target, content }, cause) => ({
    target,
    content,
    names: 'old',
    problem: describeProblem(`${target.name} was not written`, cause),
    cause
});
/** Writes a tag. A failure is an outcome too, because the other tags are written at the same time. */
const write = async ({ target, content }) => {
    try {
        await target.client.put(target.tag, content, { digest: target.current });
        return { target, content, names: 'new' };
    }
    catch (cause) {
        if (cause instanceof tag_moved/* TagMovedError */.w)
            return movedOutcome({ target, content }, cause);
        if (cause instanceof errors/* RegistryError */.gl && cause.storedAs !== undefined) {
            return changedOutcome({ target, content }, (0,read_back/* changedError */.zi)(target.name, content.digest, cause.storedAs));
        }
        if (cause instanceof errors/* RegistryError */.gl && cause.outcomeUnknown) {
            const problem = describeProblem(`${target.name} may have been written`, cause, checkTag);
            return { target, content, names: 'unknown', problem, cause };
        }
        return failedOutcome({ target, content }, cause);
    }
};
/** Reads a written tag back. */
const write_tag_confirm = async (outcome, policy) => {
    if (outcome.names !== 'new')
        return outcome;
    const { target, content } = outcome;
    try {
        await (0,read_back/* readBack */.e7)(target.client, target.tag, { digest: content.digest, content, before: target.current }, policy);
        return outcome;
    }
    catch (cause) {
        if (cause instanceof tag_moved/* TagMovedError */.w)
            return movedOutcome(outcome, cause, true);
        if (cause instanceof read_back/* ChangedContentError */.kw)
            return changedOutcome(outcome, cause);
        const problem = cause instanceof publish_error/* PublishError */.S
            ? cause.message
            : describeProblem(`${target.name} was written, but could not be read back`, cause, checkTag);
        return { target, content, names: 'unknown', problem, cause };
    }
};

;// CONCATENATED MODULE: ./src/registry/publish.ts






/**
 * The tag of a version that was read less than this long ago is written without looking at it again: a fan-in of one tag
 * saves the round trip.
 */
const maxTargetAgeMs = 10_000;
/** How often tags that other jobs write meanwhile are judged, the first time included. */
const maxRounds = 3;
/** Whether a tag names something else now. */
const isStale = ({ target, content }) => target.current !== content.digest;
/**
 * Writes a list by digest into every repository in which several tags are to name it, so that a failure comes before
 * the first tag changes. Beside these writes it looks at what the tags name now; `latest` is looked at beside the writes
 * of the others.
 */
const stage = async (content, targets, { putByDigest }) => {
    const stale = targets.filter(target => isStale({ target, content }));
    if (stale.length < 2)
        return new Map();
    const clients = [...new Set(stale.map(({ client }) => client))];
    const first = stale.filter(({ tag }) => tag !== 'latest');
    const [seen] = await (0,await_all/* awaitAll */.A)([
        (0,await_all/* awaitAll */.A)(first.map(({ client, tag }) => client.head(tag))),
        ...clients.map(client => putByDigest(client, content))
    ]);
    return new Map(first.map((target, i) => [target, seen[i]]));
};
/**
 * What became of a look: the write is still needed (`old`), or not, or another job has moved the tag. Where a registry
 * shows another digest than that of what it gives, what it gives counts.
 */
const look = async (one, { looks, looksAtAll }) => {
    const { target, content } = one;
    const { client, tag, current, readAt } = target;
    const isTrusted = readAt >= performance.now() - maxTargetAgeMs && !(0,tag_guard/* isFloatingTag */.Dv)(tag) && looksAtAll !== true;
    try {
        const seen = looks?.has(target) === true ? looks.get(target) : isTrusted ? current : await client.head(tag);
        if (seen === current)
            return { ...one, names: 'old' };
        const now = seen === content.digest ? seen : (await client.content(tag))?.digest;
        if (now === content.digest)
            return { ...one, names: 'new', isSkipped: true };
        return now === current ? { ...one, names: 'old' } : movedOutcome(one, (0,tag_moved/* movedSince */.y)(target.name, current, now));
    }
    catch (cause) {
        return failedOutcome(one, cause);
    }
};
/** Whether the tags that come later must not be written. */
const stops = ({ names, problem }) => names === 'moved' || problem !== undefined;
/**
 * Writes the tags once, `latest` last, and reads every one back.
 *
 * @returns what became of each; where another job has moved one, those that come after it are not written
 */
const writeOnce = async (writes, policy, publication) => {
    const lookAt = (some) => Promise.all(some.map(one => look(one, publication)));
    const last = writes.filter(({ target }) => target.tag === 'latest');
    const first = await lookAt(writes.filter(({ target }) => target.tag !== 'latest'));
    if (first.some(stops))
        return [...first, ...last.map((one) => ({ ...one, names: 'old' }))];
    const [written, seen] = await Promise.all([
        Promise.all(first.map(async (one) => (one.isSkipped === true ? one : write(one)))),
        lookAt(last)
    ]);
    const isStopped = [...written, ...seen].some(stops);
    // Start the writes before the reads.
    const writing = seen.map(async (one) => (one.isSkipped === true || isStopped ? one : write_tag_confirm(await write(one), policy)));
    const reading = written.map(async (one) => (one.isSkipped === true ? one : write_tag_confirm(one, policy)));
    return Promise.all([...reading, ...writing]);
};
/** Reads the tags again that other jobs have written; all of them where what one names decides what others get. */
const readAgain = async (outcomes, policy, { depthOf = () => 'best-effort', looksAtAll = false }) => (0,await_all/* awaitAll */.A)(outcomes.map(async ({ target, content, names }) => {
    if (names === 'moved')
        policy.log.notice(`${target.name} was written by another job meanwhile: it is read and judged again.`);
    else if (!looksAtAll)
        return names === 'new' ? { ...target, current: content.digest } : target;
    return (0,targets/* readTarget */._E)(target.client, target.tag, depthOf(target.tag));
}));
/**
 * Writes content under tags, `latest` last, and reads every tag back. Its parts must exist already. Tags that name it
 * already are not written. Right before a floating tag is written, and before every repeated attempt, it must still name
 * what was read: otherwise it is read and judged anew.
 *
 * @returns the tags that were written
 * @throws PublishError with every failure, and which tags name the new content
 */
const publishAll = async (writes, policy, publication = {}) => {
    const { reconsider, isOwn = ({ tag }) => !(0,tag_guard/* isFloatingTag */.Dv)(tag) } = publication;
    const all = new Map(writes.map(one => [one.target.name, { ...one, names: 'old' }]));
    const written = new Map();
    let pending = writes.filter(isStale);
    for (let round = 1; pending.length > 0; round++) {
        const outcomes = await writeOnce(pending, policy, round === 1 ? publication : (0,defined/* defined */.s)({ ...publication, looks: undefined }));
        for (const outcome of outcomes) {
            const { target, names, isSkipped } = outcome;
            all.set(target.name, outcome);
            if (names === 'new' && isSkipped !== true)
                written.set(target.name, target);
        }
        const touched = [...all.values()].filter(outcome => outcome.names !== 'old' || isStale(outcome));
        if (outcomes.some(({ problem }) => problem !== undefined))
            throw failureOf(touched);
        const moved = outcomes.filter(({ names }) => names === 'moved');
        if (moved.length === 0)
            break;
        if (reconsider === undefined || round === maxRounds || moved.some(({ target }) => isOwn(target)))
            throw movedFailure(touched);
        const known = await readAgain([...all.values()], policy, publication);
        for (const target of known) {
            const outcome = all.get(target.name);
            if (outcome?.names === 'moved')
                all.set(target.name, { target, content: outcome.content, names: 'old' });
        }
        try {
            pending = (await reconsider(new Map(known.map(target => [target.name, target])))).filter(isStale);
        }
        catch (cause) {
            throw interruptedFailure(cause, [...all.values()]);
        }
    }
    const published = [...all.keys()].flatMap(name => written.get(name) ?? []);
    for (const { name } of published)
        policy.log.info(`Published ${name}`);
    return published;
};
/** Writes one list under all tags, as {@link publishAll} does. */
const publish = (content, targets, policy, publication = {}) => publishAll(targets.map(target => ({ target, content })), policy, publication);


/***/ }),

/***/ 6779:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e7: () => (/* binding */ readBack),
/* harmony export */   kw: () => (/* binding */ ChangedContentError),
/* harmony export */   zi: () => (/* binding */ changedError)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9927);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2148);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1);
/* harmony import */ var _publish_error_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4051);
/* harmony import */ var _tag_moved_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6929);
/* harmony import */ var _transport_retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7779);







/** Registries may show the old content for a while after a write. */
const readBackTimeoutMs = 30_000;
/** The registry stored other content than was sent: the tag was written, and writing it again does not help. */
class ChangedContentError extends _publish_error_js__WEBPACK_IMPORTED_MODULE_3__/* .PublishError */ .S {
}
/** The error of a tag whose content the registry changed. */
const changedError = (name, sent, stored) => new ChangedContentError({
    what: `${name} was written, but the registry changed it`,
    why: `it names ${stored} instead of ${sent}`,
    remedy: _manifests_js__WEBPACK_IMPORTED_MODULE_2__/* .rewrittenRemedy */ .fw
});
const jsonOf = ({ bytes }) => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_6__/* .parseJson */ .qF)(new TextDecoder().decode(bytes));
/**
 * Whether the content of a tag is what was sent, whatever digest the registry shows for the tag.
 *
 * @throws PublishError where it is the same JSON in other bytes
 */
const holdsContent = async (client, tag, sent) => {
    const found = await client.content(tag);
    if (found === undefined || found.digest === sent.digest)
        return found !== undefined;
    const json = jsonOf(found);
    if (json === undefined || !(0,node_util__WEBPACK_IMPORTED_MODULE_0__.isDeepStrictEqual)(json, jsonOf(sent)))
        return false;
    throw changedError((0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag }), sent.digest, found.digest);
};
/**
 * Reads a tag back until it names what was written.
 *
 * @throws PublishError when it does not within half a minute, or at once where the registry has changed the content;
 *   TagMovedError where the registry twice shows content that is neither new nor old: another job has written the tag
 */
const readBack = async (client, tag, { digest, content, before }, policy) => {
    // The content of each digest that the registry shows is read once.
    const known = new Set([undefined, before]);
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .formatReference */ .FH)({ ...client.repository, tag });
    let [seen, last] = [];
    for (let waited = 0, ms = 500;; waited += ms, ms = Math.min(ms * 2, readBackTimeoutMs - waited)) {
        seen = await client.head(tag);
        if (seen === digest)
            return;
        const isLast = waited >= readBackTimeoutMs;
        const needsContent = content !== undefined && (isLast || !known.has(seen));
        if (needsContent && (await holdsContent(client, tag, content)))
            return;
        if (content !== undefined && seen !== before && seen === last)
            throw new _tag_moved_js__WEBPACK_IMPORTED_MODULE_4__/* .TagMovedError */ .w({
                what: `${name} was written as ${digest}, and another job wrote ${seen ?? 'nothing'} after it`
            });
        if (isLast)
            break;
        known.add(seen);
        last = seen;
        await (0,_transport_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .pause */ .v7)(ms, policy);
    }
    // Docker does not report that the registry stored its image under another digest.
    if (seen !== undefined && content === undefined && (await client.head(digest)) === undefined)
        throw changedError(name, digest, seen);
    throw new _publish_error_js__WEBPACK_IMPORTED_MODULE_3__/* .PublishError */ .S({
        what: `${name} was written as ${digest}, but the registry shows ${seen ?? 'nothing'} under it after ${readBackTimeoutMs / 1000} s`,
        remedy: "If another job writes the same tag, give the workflow a 'concurrency' group. Run this job again"
    });
};


/***/ }),

/***/ 6929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ TagMovedError),
/* harmony export */   y: () => (/* binding */ movedSince)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** Another job has written a tag: since this job read it, or after this job wrote it. */
class TagMovedError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'TagMovedError';
}
/**
 * The error of a tag that another job has written since this job read it.
 *
 * @param tag as users write it
 */
const movedSince = (tag, before, now) => new TagMovedError({
    what: `${tag} names ${now ?? 'nothing'} now, and named ${before ?? 'nothing'} when this job read it`
});


/***/ }),

/***/ 9825:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CG: () => (/* binding */ versionOfImages),
/* harmony export */   YO: () => (/* binding */ currentVersion),
/* harmony export */   _E: () => (/* binding */ readTarget)
/* harmony export */ });
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6769);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(145);
/* harmony import */ var _oci_labels_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7774);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2148);
/* harmony import */ var _oci_version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2829);
/* harmony import */ var _transport_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3758);
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2217);
/* harmony import */ var _images_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7373);








/** Content that we cannot read was not written by us; it does not prevent publishing. */
const isUnreadable = (error) => error instanceof _image_error_js__WEBPACK_IMPORTED_MODULE_6__/* .ImageError */ .C ||
    (error instanceof _transport_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .RegistryError */ .gl && (error.cause instanceof _oci_document_js__WEBPACK_IMPORTED_MODULE_0__/* .DocumentError */ .Mi || error.status === 404));
const orUnreadable = (reading) => reading.catch((error) => {
    if (isUnreadable(error))
        return 'unreadable';
    throw error;
});
/** Reads what a tag names, and starts to read its images as far as `depth` says. */
const readTarget = async (client, tag, depth) => {
    const name = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .formatReference */ .FH)({ ...client.repository, tag });
    const target = { client, tag, name, readAt: performance.now() };
    const tolerant = depth === 'full' ? (reading) => reading : orUnreadable;
    const document = depth === 'digest' ? 'unreadable' : await tolerant(client.get(tag));
    if (document === 'unreadable')
        return { ...target, current: await client.head(tag), contents: Promise.resolve(undefined) };
    if (document === undefined)
        return { ...target, current: undefined, contents: Promise.resolve(undefined) };
    const reading = tolerant((0,_images_js__WEBPACK_IMPORTED_MODULE_7__/* .imagesOf */ .IC)(client, document, name));
    const contents = reading.then(images => (images === 'unreadable' ? undefined : images));
    // Avoid an unhandled rejection: callers that await this still see the error.
    contents.catch(() => undefined);
    return { ...target, current: document.digest, contents };
};
/**
 * The highest version that the annotation of a list and the labels of its Windows images name; where none of them is a
 * version by semver.org, the one text that all of them have.
 */
const versionOfImages = (entries, annotations = {}) => {
    const named = [annotations[_oci_labels_js__WEBPACK_IMPORTED_MODULE_2__/* .labelNames */ .l3.version], ...(0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .labelledVersions */ .DK)(entries)];
    const texts = new Set(named.filter(text => text !== undefined && text !== ''));
    return (0,_oci_version_js__WEBPACK_IMPORTED_MODULE_4__/* .highestVersion */ .t)(named) ?? (texts.size === 1 ? [...texts][0] : undefined);
};
/** The version that all images have in common, where none of them is for Windows: a label of Linux is often its base's. */
const sharedVersion = (entries) => {
    if (entries.some(({ platform }) => platform.os === 'windows'))
        return undefined;
    const versions = new Set(entries.map(({ version }) => version));
    return versions.size === 1 ? [...versions][0] : undefined;
};
/** The current version of a tag; of Linux images alone, the one that all of them share. */
const currentVersion = async ({ contents }) => {
    const images = await contents;
    if (images === undefined)
        return undefined;
    return versionOfImages(images.entries, images.root.annotations) ?? sharedVersion(images.entries);
};


/***/ }),

/***/ 3448:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ chooseChallenge),
/* harmony export */   u: () => (/* binding */ parseChallenges)
/* harmony export */ });
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8436);

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`^(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s",]+))`);
const scheme = new RegExp(`^(${token})(?=$|[ \\t,])`);
/** Challenges have a few hundred characters; the rest of a longer header is ignored. */
const maxLength = 16_384;
/**
 * Reads the challenges of a `WWW-Authenticate` header: several in one header, quoted commas and escapes included.
 * Unreadable parts are skipped.
 */
const parseChallenges = (header) => {
    const challenges = [];
    let rest = header.slice(0, maxLength);
    while (rest !== '') {
        rest = rest.replace(/^[\s,]+/, '');
        const current = challenges.at(-1);
        const pair = parameter.exec(rest);
        if (pair !== null && current !== undefined) {
            const [whole, name = '', quoted, plain = ''] = pair;
            current.parameters[name.toLowerCase()] ??= quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1');
            rest = rest.slice(whole.length);
            continue;
        }
        const next = scheme.exec(rest);
        if (next !== null) {
            challenges.push({ scheme: (next[1] ?? '').toLowerCase(), parameters: {} });
            rest = rest.slice(next[0].length);
            continue;
        }
        rest = rest.replace(/^[^,]*/, '');
    }
    return challenges;
};
/** The challenge to answer: Bearer where it is offered, else Basic. */
const chooseChallenge = (response) => {
    const challenges = parseChallenges((0,_transport_js__WEBPACK_IMPORTED_MODULE_0__/* .headerOf */ .rR)(response, 'www-authenticate') ?? '');
    return (challenges.find(one => one.scheme === 'bearer' && one.parameters.realm !== undefined) ??
        challenges.find(one => one.scheme === 'basic'));
};


/***/ }),

/***/ 2574:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ connectionError),
/* harmony export */   U: () => (/* binding */ readResponse)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3758);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8436);




/** Permanent failures of name resolution, of the connection and of TLS. */
const permanent = [
    [
        /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|DEPTH_ZERO|CERT_UNTRUSTED/,
        'its TLS certificate is not trusted',
        "Set NODE_EXTRA_CA_CERTS to the PEM file of the CA where the runner starts, or add the host to 'insecure-registries'."
    ],
    [/CERT_HAS_EXPIRED/, 'its TLS certificate has expired', 'Renew the certificate; check the clock of the runner.'],
    [
        /ERR_TLS_CERT_ALTNAME/,
        'its TLS certificate is for another host',
        "Check the host in the input 'image', and the proxy."
    ],
    [
        /ERR_INVALID_(CHAR|PROTOCOL)/,
        'the request cannot be sent',
        'Check the login, and the address that the registry gave.'
    ],
    [
        /EPROTO|ERR_SSL/,
        'it does not speak TLS',
        "Add the host to 'insecure-registries' if it speaks plain http, else check the host and the port."
    ]
];
const transient = [
    [/ENOTFOUND/, 'the host name is unknown'],
    [/EAI_AGAIN/, 'the host name could not be looked up'],
    [/ECONNREFUSED/, 'nothing listens there (connection refused)'],
    [/EHOSTUNREACH|ENETUNREACH/, 'the host cannot be reached'],
    [/ETIMEDOUT|TIMEOUT/, 'the connection timed out'],
    [/ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|HPE_|socket hang up|aborted/, 'the connection broke']
];
/** Node's code of an error (`ECONNRESET`); '' where it has none. */
const codeOf = (error) => {
    const { code } = error;
    return typeof code === 'string' ? code : '';
};
/** The error of a request without a complete response: why it failed, and what to do. */
const connectionError = (request, error, staleConnection = false) => {
    if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl)
        return error;
    const code = codeOf(error);
    const permanentCause = permanent.find(([pattern]) => pattern.test(code));
    const transientCause = transient.find(([pattern]) => pattern.test(code));
    const reason = permanentCause?.[1] ?? transientCause?.[1] ?? (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)((0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .reasonOf */ .A3)(error));
    const remedy = permanentCause?.[2] ??
        (/ENOTFOUND|ECONNREFUSED|UNREACH/.test(code)
            ? "Check the host in the input 'image', the network of the runner, and HTTPS_PROXY."
            : undefined);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl({
        action: request.action,
        reason: `${request.url.host}: ${reason}${code === '' ? '' : ` (${code})`}`,
        remedy,
        temporary: permanentCause === undefined && !(error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .BodyError */ .Ru),
        staleConnection: staleConnection && /ECONNRESET|EPIPE/.test(code),
        cause: error
    });
};
/** Reads the whole response to a request. @throws RegistryError when it breaks off, or is too large */
const readResponse = (request, response) => (0,_transport_js__WEBPACK_IMPORTED_MODULE_3__/* .bufferResponse */ .WK)(response).catch((error) => {
    throw connectionError(request, error);
});


/***/ }),

/***/ 7572:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ decompressedBody),
/* harmony export */   m: () => (/* binding */ decompress)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_zlib__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8436);


// Every request accepts the encoding `identity` only. Some proxies compress anyway, others only add the header.
const isGzipped = (head) => /^(?:x-)?gzip$/i.test(((0,_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .headerOf */ .rR)(head, 'content-encoding') ?? '').trim());
/** The body without the compression that a proxy added; unchanged where it has none, or where it is too large without. */
const decompress = (response) => {
    if (!isGzipped(response))
        return response.bytes;
    try {
        return (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(response.bytes, { maxOutputLength: _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .maxResponseBytes */ .Xl });
    }
    catch {
        return response.bytes;
    }
};
/**
 * The body of a blob without the compression that a proxy added. Most blobs are compressed themselves: where the length is
 * that of the blob, the header means that.
 *
 * @param size of the blob
 */
const decompressedBody = (response, size) => {
    const { body } = response;
    if (!isGzipped(response) || (0,_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .headerOf */ .rR)(response, 'content-length') === String(size))
        return body;
    const plain = (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.createGunzip)();
    body.on('error', error => plain.destroy(error));
    plain.once('close', () => body.destroy());
    return body.pipe(plain);
};


/***/ }),

/***/ 7719:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wV: () => (/* binding */ basicOf),
  d8: () => (/* binding */ dockerCredentials),
  Ms: () => (/* binding */ entryOf),
  ph: () => (/* binding */ inputCredentials),
  Bq: () => (/* binding */ scopedCredentials)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/common/json.ts
var json = __webpack_require__(9927);
// EXTERNAL MODULE: ./src/common/memoize.ts
var memoize = __webpack_require__(1857);
// EXTERNAL MODULE: ./src/registry/transport/docker-config.ts
var docker_config = __webpack_require__(1768);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
;// CONCATENATED MODULE: ./src/registry/transport/scoped-config.ts




/** Parses `<host>[/<repository>][@<action>[,<action>]]`. */
const parseScope = (directory, path) => {
    const [name = '', actions = ''] = path.split(/@(.*)/s);
    const [host = '', repository = ''] = name.split(/\/(.*)/s);
    const named = actions.split(',').map(action => action.trim());
    return { directory, host, repository, actions: named.filter(action => action !== '') };
};
/**
 * Lists the configs in which docker/login-action keeps logins that have a `scope`:
 * `${BUILDX_CONFIG:-$DOCKER_CONFIG/buildx}/config/<scope>/config.json`; none where the folder cannot be read.
 */
const listScopedConfigs = async (env) => {
    const { BUILDX_CONFIG: buildx = '' } = env;
    const root = (0,external_node_path_.join)(buildx === '' ? (0,external_node_path_.join)((0,docker_config/* dockerConfigDir */.kG)(env), 'buildx') : buildx, 'config');
    const entries = await (0,promises_.readdir)(root, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
        .filter(entry => entry.isFile() && entry.name === 'config.json')
        .map(({ parentPath }) => parseScope(parentPath, (0,external_node_path_.relative)(root, parentPath).split(external_node_path_.sep).join('/')));
};
/**
 * The configs that hold for a request, the most specific one first: those for the repository before those for the host,
 * then those for more rights (docker/buildx util/dockerutil/dockerconfig).
 *
 * @param scope the token scope that the request needs: `repository:org/app:pull,push`
 */
const selectScopedConfigs = (configs, registry, scope) => {
    const [, path = '', granted = ''] = /^repository:(.*):([^:]*)$/.exec(scope) ?? [];
    const actions = new Set(granted.split(','));
    return configs
        .filter(({ host, repository }) => host === (0,reference/* apiHost */.nz)(registry) && (repository === '' || repository === path))
        .filter(config => config.actions.every(action => actions.has(action)))
        .sort((a, b) => Number(b.repository !== '') - Number(a.repository !== '') || b.actions.length - a.actions.length);
};

;// CONCATENATED MODULE: ./src/registry/transport/credentials.ts





/** The host that a key of `auths` is for: older clients wrote addresses (docker/cli credentials.ConvertToHostname). */
const hostOfKey = (key) => key.replace(/^https?:\/\//, '').split('/')[0] ?? '';
const credentials_text = (value) => (typeof value === 'string' && value !== '' ? value : undefined);
/** The value of a Basic header. */
const basicOf = (username, password) => `Basic ${(0,docker_config/* encodeAuth */.zx)(username, password)}`;
/** Masking is literal: every form in which a secret is sent has to be named. */
const mask = (credential, log) => {
    const secret = credential.kind === 'password' ? credential.password : credential.token;
    for (const line of secret.split(/\r?\n/))
        log.secret(line);
    log.secret(Buffer.from(secret).toString('base64'));
    if (credential.kind !== 'bearer')
        log.secret((0,docker_config/* encodeAuth */.zx)(credential.username, secret));
    return credential;
};
/** `auth` is base64 of `user:password`; the password may hold colons, docker pads it with NUL. */
const decodeAuth = (auth) => {
    const decoded = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = decoded.indexOf(':');
    if (colon < 0)
        return undefined;
    return { kind: 'password', username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
};
const fromEntry = (entry) => {
    const [identity, bearer] = [credentials_text(entry.identitytoken), credentials_text(entry.registrytoken)];
    if (bearer !== undefined)
        return { kind: 'bearer', token: bearer };
    const [auth, username, password] = [credentials_text(entry.auth), credentials_text(entry.username), credentials_text(entry.password)];
    const decoded = auth === undefined ? undefined : decodeAuth(auth);
    if (identity !== undefined) {
        return {
            kind: 'identity',
            username: decoded?.kind === 'password' ? decoded.username : (username ?? ''),
            token: identity
        };
    }
    if (decoded !== undefined)
        return decoded;
    return username === undefined || password === undefined ? undefined : { kind: 'password', username, password };
};
/** A credential as an entry of `auths`. */
const entryOf = (credential) => {
    if (credential.kind === 'bearer')
        return { registrytoken: credential.token };
    if (credential.kind === 'password')
        return { auth: (0,docker_config/* encodeAuth */.zx)(credential.username, credential.password) };
    return { auth: (0,docker_config/* encodeAuth */.zx)(credential.username, ''), identitytoken: credential.token };
};
/** The entry of exactly that host; a key that merely contains it would leak a login to another one. */
const fromAuths = (auths, registry) => {
    if (!(0,json/* isRecord */.u4)(auths))
        return undefined;
    const host = hostOfKey((0,docker_config/* configKey */.ur)(registry));
    const key = [(0,docker_config/* configKey */.ur)(registry), ...Object.keys(auths)].find(name => Object.hasOwn(auths, name) && hostOfKey(name) === host);
    const entry = key === undefined ? undefined : auths[key];
    return (0,json/* isRecord */.u4)(entry) ? fromEntry(entry) : undefined;
};
/** Logins that cannot be read cost a warning: the step may not need them. */
const orEmpty = (config, name, log) => {
    if (config !== undefined)
        return config;
    log.warning(`${name} is not a JSON object: continuing without its logins.`);
    return {};
};
const readConfig = async (directory, log) => orEmpty(await (0,docker_config/* readDockerConfig */.TO)(directory), `The Docker config ${(0,external_node_path_.join)(directory, 'config.json')}`, log);
const helperFor = (config, registry) => {
    const helpers = config.credHelpers;
    const key = (0,docker_config/* configKey */.ur)(registry);
    if ((0,json/* isRecord */.u4)(helpers) && Object.hasOwn(helpers, key))
        return credentials_text(helpers[key]);
    return credentials_text(config.credsStore);
};
const fromVariable = ({ env, log }, registry) => {
    const variable = credentials_text(env.DOCKER_AUTH_CONFIG);
    if (variable === undefined)
        return undefined;
    return fromAuths(orEmpty((0,docker_config/* parseDockerConfig */.Cj)(variable), 'DOCKER_AUTH_CONFIG', log).auths, registry);
};
/** Each config is read once, and each helper is asked once per registry. */
const configReader = ({ log, askHelper }) => {
    const read = (0,memoize/* memoize */.B)((directory) => directory, directory => readConfig(directory, log));
    return (0,memoize/* memoize */.B)((directory, registry) => `${registry} ${directory}`, async (directory, registry) => {
        const config = await read(directory);
        const helper = helperFor(config, registry);
        const kept = helper === undefined ? undefined : await askHelper(helper, (0,docker_config/* configKey */.ur)(registry));
        const found = kept ?? fromAuths(config.auths, registry);
        return found === undefined ? undefined : mask(found, log);
    });
};
/** The logins with a scope (docker/login-action). buildx reads them, docker itself does not. */
const scopedCredentials = (options, findInConfig = configReader(options)) => {
    const list = (0,memoize/* memoize */.B)(() => '', () => listScopedConfigs(options.env));
    return async (registry, scope = '') => {
        for (const { directory } of selectScopedConfigs(await list(), registry, scope)) {
            const found = await findInConfig(directory, registry);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
};
/**
 * The logins that docker knows: DOCKER_AUTH_CONFIG, then the configs for the scope of the request, then
 * `$DOCKER_CONFIG/config.json`, each with its helper for the registry, its store, and its own entries (docker/cli
 * cli/config/configfile, docker/buildx util/dockerutil/dockerconfig).
 */
const dockerCredentials = (options) => {
    const { env, log } = options;
    const findInConfig = configReader(options);
    const scoped = scopedCredentials(options, findInConfig);
    const given = (0,memoize/* memoize */.B)((registry) => registry, registry => {
        const found = fromVariable(options, registry);
        return Promise.resolve(found === undefined ? undefined : mask(found, log));
    });
    return async (registry, scope) => (await given(registry)) ?? (await scoped(registry, scope)) ?? findInConfig((0,docker_config/* dockerConfigDir */.kG)(env), registry);
};
/** The login of the inputs, for one registry alone; every other one is asked of `others`. */
const inputCredentials = ({ registry, username, password }, others, log) => {
    const own = mask({ kind: 'password', username, password }, log);
    return (wanted, scope) => (wanted === registry ? Promise.resolve(own) : others(wanted, scope));
};


/***/ }),

/***/ 1768:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ parseDockerConfig),
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   kG: () => (/* binding */ dockerConfigDir),
/* harmony export */   ur: () => (/* binding */ configKey),
/* harmony export */   zx: () => (/* binding */ encodeAuth)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9927);
/* harmony import */ var _common_json_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9082);





/** The folder of the user's Docker config. An empty variable counts as unset (docker/cli cli/config/config.go, Dir). */
const dockerConfigDir = ({ DOCKER_CONFIG: directory = '' }) => directory === '' ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.docker') : directory;
/** Docker Hub's key in `auths` and `credHelpers`, kept from the first registry protocol. */
const hubKey = 'https://index.docker.io/v1/';
/** The key of a registry in `auths` and `credHelpers`. */
const configKey = (registry) => (registry === 'docker.io' ? hubKey : registry);
/** The value of `auth` for a login. */
const encodeAuth = (username, password) => Buffer.from(`${username}:${password}`).toString('base64');
/** Parses `config.json`, or DOCKER_AUTH_CONFIG; undefined where the text is not a JSON object. */
const parseDockerConfig = (text) => {
    const value = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(text);
    return (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(value) ? (0,_common_json_names_js__WEBPACK_IMPORTED_MODULE_4__/* .withKnownNames */ .Ib)(value, ['auths', 'credHelpers', 'credsStore']) : undefined;
};
/** Reads `config.json` of a folder: empty where there is none, undefined where it is not a JSON object. */
const readDockerConfig = async (directory) => {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(directory, 'config.json'), 'utf8').catch(() => undefined);
    return text === undefined ? {} : parseDockerConfig(text);
};


/***/ }),

/***/ 9392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D8: () => (/* binding */ expiredLogin),
/* harmony export */   Nk: () => (/* binding */ readErrorBody),
/* harmony export */   Z9: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9927);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4212);
/* harmony import */ var _content_encoding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7572);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8436);




const maxErrors = 10;
const maxTextChars = 500;
const maxWordsChars = 2000;
const texts = (value) => {
    const text = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asString */ .oJ)(value);
    return text === undefined ? [] : [(0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)(text, maxTextChars)];
};
const membersOfDetail = ['message', 'description', 'reason', 'digest'];
/** The detail of an error: a text, or an object or a list of objects with the members that registries use for one. */
const detailsOf = (detail) => (Array.isArray(detail) ? (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asArray */ ._j)(detail).slice(0, maxErrors) : [detail]).flatMap(item => (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4)(item) ? membersOfDetail.flatMap(member => texts(item[member])) : texts(item));
/**
 * Reads the error body of the distribution spec, `{"errors":[{"code","message","detail"}]}`, and of token servers. Amazon
 * ECR and proxies send plain text.
 */
const readErrorBody = (response) => {
    const type = (0,_transport_js__WEBPACK_IMPORTED_MODULE_2__/* .headerOf */ .rR)(response, 'content-type') ?? '';
    const html = type.includes('text/html');
    const text = html ? '' : Buffer.from((0,_content_encoding_js__WEBPACK_IMPORTED_MODULE_1__/* .decompress */ .m)(response)).toString('utf8').trim();
    const json = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(text);
    if (json === undefined && type.startsWith('text/plain'))
        return { codes: [], messages: texts(text), details: [], html };
    const body = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asRecord */ .qY)(json);
    const errors = (Array.isArray(body.errors) ? (0,_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .asArray */ ._j)(body.errors) : [body]).slice(0, maxErrors).filter(_common_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isRecord */ .u4);
    return {
        codes: errors.flatMap(({ code, error }) => texts(code ?? error)),
        messages: errors.flatMap(item => texts(item.message ?? item.details ?? item.error_description)),
        details: errors.flatMap(({ detail }) => detailsOf(detail)),
        html
    };
};
/** What Amazon's registries answer to an expired login or token, with 400 or 403 and without a challenge. */
const expiredLogin = /authorization token (?:has expired|is invalid)/i;
/** The registry's own words, each once; '' where it gave none. */
const wordsOf = ({ codes, messages, details }) => (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_0__/* .shortened */ .vI)([...new Set([...codes, ...messages, ...details])].join(': '), maxWordsChars);


/***/ }),

/***/ 3758:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FV: () => (/* binding */ proxyError),
/* harmony export */   JW: () => (/* binding */ protocolError),
/* harmony export */   YQ: () => (/* binding */ cancelledError),
/* harmony export */   dg: () => (/* binding */ isTransient),
/* harmony export */   e0: () => (/* binding */ proxyLoginRemedy),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   p8: () => (/* binding */ mayHaveSucceeded),
/* harmony export */   u: () => (/* binding */ awaitShared)
/* harmony export */ });
/* harmony import */ var _common_abortable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2931);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);



/** A request to a registry that failed: what was wanted, why it failed, what to do. */
class RegistryError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    details;
    name = 'RegistryError';
    action;
    status;
    temporary;
    retryAfter;
    staleConnection;
    outcomeUnknown;
    codes;
    storedAs;
    constructor(details) {
        const { action, reason, remedy, cause } = details;
        super({ what: `${action} failed`, why: reason, remedy, cause });
        this.details = details;
        this.action = action;
        this.status = details.status;
        this.temporary = details.temporary ?? false;
        this.retryAfter = details.retryAfter;
        this.staleConnection = details.staleConnection ?? false;
        this.outcomeUnknown = details.outcomeUnknown ?? false;
        this.codes = details.codes ?? [];
        this.storedAs = details.storedAs;
    }
    /** Why it failed, as half a sentence. */
    get reason() {
        return this.details.reason;
    }
    /** The same failure for another request that waited for this one. */
    of({ action }) {
        return action === this.action ? this : new RegistryError({ ...this.details, action });
    }
    /** The same failure, with another remedy. */
    withRemedy(remedy) {
        return new RegistryError({ ...this.details, remedy });
    }
    /** The same failure, which lasts. */
    asPermanent(remedy) {
        return new RegistryError({ ...this.details, remedy, temporary: false });
    }
    /** The same failure of a write that may have succeeded. */
    withUnknownOutcome() {
        return new RegistryError({ ...this.details, outcomeUnknown: true });
    }
}
/** Waits for work that requests share, until this request is cancelled. A failure gets the action of this request. */
const awaitShared = (work, request) => (0,_common_abortable_js__WEBPACK_IMPORTED_MODULE_2__/* .abortable */ .Z)(work, request.signal).catch((error) => {
    throw error instanceof RegistryError ? error.of(request) : error;
});
const transientStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Whether the same request may succeed later. */
const isTransient = (status) => transientStatuses.has(status);
/** Gateways and proxies return these, whatever the registry has done (RFC 9110, section 15.6). */
const gatewayStatuses = new Set([502, 503, 504]);
/**
 * Whether a write that failed in this way may have succeeded: the response of the registry was lost, or unusable. A
 * registry that says what it stored has answered.
 */
const mayHaveSucceeded = ({ status, storedAs }) => storedAs === undefined && (status === undefined || gatewayStatuses.has(status));
/** The error of a cancelled request. The same request may succeed later. */
const cancelledError = (request, cause) => new RegistryError({
    action: request.action,
    reason: `it was cancelled${cause instanceof Error ? ` (${(0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(cause.message)})` : ''}`,
    temporary: true,
    cause
});
/** The error of a response that violates the protocol: a retry does not help. */
const protocolError = (request, reason, remedy, cause) => new RegistryError({ action: request.action, reason, remedy, cause });
/** What to do about a proxy that requires a login. */
const proxyLoginRemedy = 'The proxy requires a login: put it into HTTPS_PROXY (http://user:password@host:port).';
/**
 * The error of a proxy that refuses to connect. Its response is not the registry's, because TLS does not protect it.
 */
const proxyError = (request, status) => new RegistryError({
    action: request.action,
    reason: `the proxy answered ${status} to CONNECT ${request.url.host}`,
    remedy: status === 407
        ? proxyLoginRemedy
        : 'Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows that host and port.',
    temporary: isTransient(status)
});


/***/ }),

/***/ 7217:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ remedyFor),
/* harmony export */   x: () => (/* binding */ wrongLogin)
/* harmony export */ });
/* harmony import */ var _error_body_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9392);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3758);


/** What to do about a login that the registry does not know. */
const wrongLogin = 'Check the user name and the password or token (expired, revoked, or for another registry?).';
const needOf = (pushes) => (pushes ? 'push to' : 'pull from');
const packageSettings = (pushes) => `In the package's settings, under 'Manage Actions access', give this repository the role '${pushes ? 'Write' : 'Read'}', and give the job 'permissions: packages: ${pushes ? 'write' : 'read'}'.`;
/** GitHub's registry, and those of GitHub Enterprise Cloud. */
const isGitHub = (registry) => registry === 'ghcr.io' || /^containers\..+\.ghe\.com$/.test(registry);
/** What to do about a login that is known, but may not do what was asked for. */
const missingRights = (registry, pushes) => `The login that was used for ${registry} has no right to ${needOf(pushes)} this repository: check the account, the token's scopes, and the repository's name.${isGitHub(registry) ? ` ${packageSettings(pushes)}` : ''}`;
const logIn = (registry) => `Log in to ${registry} before this step (docker/login-action), or give the inputs 'username' and 'password'`;
/** Microsoft's registry, which everybody may read without a login. */
const microsoft = 'mcr.microsoft.com';
const waitRemedy = ({ registry, login, retryAfter, redirectedTo }) => {
    const until = retryAfter === undefined ? undefined : new Date(Date.now() + retryAfter).toISOString();
    const wait = until === undefined ? 'Try again later' : `It asks to wait until ${until}. Try again then`;
    return login === 'none' && registry !== microsoft && redirectedTo === undefined
        ? `${wait}, or log in: logged-in users have higher limits.`
        : `${wait}.`;
};
/** Refusals by the registry's own words, which say more than the status. */
const byWords = [
    [
        // Nexus, "Disable redeploy"
        /does not allow updating assets/i,
        () => "Set the deployment policy of this Nexus repository to 'Allow redeploy'. With 'Disable redeploy', Nexus refuses content that it already has, even under another tag."
    ],
    [
        /REGISTRY_DISALLOWED_OPERATION/,
        () => "The tag or the whole repository is locked: unlock it ('az acr repository update --write-enabled true'), or publish under another tag."
    ],
    [
        /TAG_?ALREADY_?EXISTS|immutab|cannot be overwritten/i,
        () => 'The registry does not let a published tag be changed: publish under another tag, or allow changes in its settings.'
    ],
    [
        // Artifactory for a login without the permission "Delete/Overwrite"
        /MANIFEST_INVALID.*HTTP 403 Forbidden/s,
        () => 'On Artifactory this means that the login may not overwrite a tag: give it the permission to delete and overwrite, or publish under another tag.'
    ],
    [
        // Quay for an OCI index of Docker images
        /does not match schema.*vnd\.docker\./s,
        () => "The registry takes no OCI index of Docker images: leave out 'annotations' and 'media-type: oci', so that a Docker list is written."
    ],
    [
        /proxy (cache )?project|pull.?through/i,
        () => 'A proxy project or pull-through cache takes no pushes: push to the registry behind it.'
    ],
    [
        /\bIP\b.* not allowed|\bIP address|firewall|network (access )?rules?\b/i,
        () => 'The firewall of the registry does not let this runner in: allow its address there, or use a runner whose address is allowed.'
    ],
    [/read.?only mode/i, () => 'The registry is in read-only mode: try again later, or ask its administrators.'],
    [
        /(?<![a-z])quota(?![a-z])|maximum allowed number|\blimit (is|of)\b|(exceeds?|reached) (the|your)\b.*\blimit|storage limit/i,
        () => 'A quota or limit of the registry is reached: delete what is no longer needed there, or raise the limit. The login is not the cause.'
    ],
    [/permission_denied: \w+_package|installation not allowed/i, ({ pushes }) => packageSettings(pushes)],
    [
        /BLOB_UPLOAD_UNKNOWN|invalid secret/,
        () => 'The registry lost the upload again and again. If it runs as several replicas, they need the same storage and the same http.secret (REGISTRY_HTTP_SECRET), or sticky sessions; a proxy in front of it must leave paths and queries unchanged.'
    ]
];
/** Schemes of logins that servers use besides Basic and Bearer. Other names are not repeated: they can be anything. */
const unsupportedSchemes = new Set(['digest', 'kerberos', 'negotiate', 'ntlm']);
const redirectRemedy = (registry, host) => `${registry} redirects this read to ${host}, which refused it: check that ${host} can be read without a login, and that the proxy or firewall of the runner lets it through.`;
/** What to do about a 401 or 403. With a token a login was good already when it got the token; with Basic it was not. */
const denialRemedy = (refusal) => {
    const { status, body, registry, pushes, login, challenges, redirectedTo } = refusal;
    if (redirectedTo !== undefined)
        return redirectRemedy(registry, redirectedTo);
    if (registry === microsoft)
        return `${microsoft} refuses the address of this runner; it has no logins. Run the job again on a hosted runner, which has another address, or on one whose address is not blocked.`;
    if (login === 'used') {
        if (status === 401)
            return challenges.includes('basic') ? wrongLogin : missingRights(registry, pushes);
        return (0,_error_body_js__WEBPACK_IMPORTED_MODULE_0__/* .wordsOf */ .Z9)(body) === ''
            ? `The registry gave no reason. The login for ${registry} may lack the right to ${needOf(pushes)} this repository. ${pushes ? 'Quotas, limits, immutable tags' : 'Limits'} and firewalls can cause the same response.`
            : missingRights(registry, pushes);
    }
    if (login === 'unused') {
        const scheme = challenges.find(one => unsupportedSchemes.has(one));
        return status === 401 && challenges.length > 0
            ? `The registry asks for a login in a way that is not supported${scheme === undefined ? '' : ` (${scheme})`}: it has to offer Basic or Bearer.`
            : `There is a login for ${registry}, but the registry did not ask for it. Check its limits, and the firewalls and proxies in front of it.`;
    }
    return status === 401
        ? `${logIn(registry)}.`
        : `${logIn(registry)}: without a login it may not be allowed to ${needOf(pushes)} this repository.`;
};
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;
const sizeRemedy = ({ sent }) => sent === undefined
    ? undefined
    : `The ${sent.what} is ${megabytes(sent.size)}, more than a proxy in front of the registry accepts: raise its limit (nginx: client_max_body_size 0; Cloudflare limits bodies by plan).`;
/** Failures of the server itself. */
const serverRemedy = ({ retryAfter }) => retryAfter !== undefined && retryAfter > 0
    ? `The registry is having problems and asks to wait until ${new Date(Date.now() + retryAfter).toISOString()}: run the job again then.`
    : 'The registry is having problems: try again later, and check its status page.';
const byStatus = (refusal) => {
    const { status, body, registry, writes } = refusal;
    if (status === 407)
        return _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .proxyLoginRemedy */ .e0;
    if (status === 401 || status === 403)
        return denialRemedy(refusal);
    if (status === 413)
        return sizeRemedy(refusal);
    if (status === 405 && writes)
        return 'Check whether this is a pull-through cache or a proxy project: those take no pushes.';
    if (body.html && status < 600 && !(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(status))
        return `${registry} does not look like a registry: check the host in the input 'image'.`;
    if (body.codes.includes('NAME_UNKNOWN'))
        return 'Check the name of the repository; some registries want it created before the first push.';
    return status >= 500 || ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isTransient */ .dg)(status) && (refusal.retryAfter ?? 0) > 0) ? serverRemedy(refusal) : undefined;
};
const expiredRemedy = ({ registry }) => `The login for ${registry} has expired, or is for another registry: log in again in this job (aws-actions/amazon-ecr-login; a token lasts 12 hours).`;
/** The registry's words without the names that it repeats: a repository can be called `org/quota`. */
const wordsWithoutNames = ({ body, names = [] }) => (0,_error_body_js__WEBPACK_IMPORTED_MODULE_0__/* .wordsOf */ .Z9)(body)
    .split(/([^\w.-]+)/)
    .filter(word => !names.includes(word))
    .join('');
const remedyByWords = (refusal) => {
    const { status, body, redirectedTo } = refusal;
    // A server that has problems, and a host that redirects led to, do not speak for the registry.
    if (status >= 500 || redirectedTo !== undefined)
        return undefined;
    if (_error_body_js__WEBPACK_IMPORTED_MODULE_0__/* .expiredLogin */ .D8.test((0,_error_body_js__WEBPACK_IMPORTED_MODULE_0__/* .wordsOf */ .Z9)(body)))
        return expiredRemedy(refusal);
    // A login that is missing, or a name that is wrong, is reported with the name alone.
    if (status === 401 || body.codes.includes('NAME_UNKNOWN'))
        return undefined;
    const words = wordsWithoutNames(refusal);
    return byWords.find(([pattern]) => pattern.test(words))?.[1](refusal);
};
/** What to do about a refusal, as a sentence, by the registry's words and the status; undefined where neither says it. */
const remedyFor = (refusal) => {
    const { status, body } = refusal;
    if (status === 429 || body.codes.includes('TOOMANYREQUESTS'))
        return waitRemedy(refusal);
    return remedyByWords(refusal) ?? byStatus(refusal);
};


/***/ }),

/***/ 7511:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ responseError)
});

// EXTERNAL MODULE: ./src/oci/reference.ts
var reference = __webpack_require__(2148);
// EXTERNAL MODULE: ./src/registry/transport/challenge.ts
var challenge = __webpack_require__(3448);
// EXTERNAL MODULE: ./src/registry/transport/error-body.ts
var error_body = __webpack_require__(9392);
// EXTERNAL MODULE: ./src/registry/transport/errors.ts
var errors = __webpack_require__(3758);
// EXTERNAL MODULE: ./src/registry/transport/remedies.ts
var remedies = __webpack_require__(7217);
;// CONCATENATED MODULE: ./src/registry/transport/retry-after.ts
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const time = '\\d{2}:\\d{2}:\\d{2}';
const inGmt = new RegExp(`^(?:${day}, \\d{2} ${month} \\d{4} ${time} GMT|${day}[a-z]*, \\d{2}-${month}-\\d{2} ${time} GMT)$`);
const asctime = new RegExp(`^${day} ${month} [ \\d]\\d ${time} \\d{4}$`);
/** One of the three forms of an HTTP date (RFC 9110, section 5.6.7), in milliseconds since 1970. */
const parseHttpDate = (text) => {
    if (inGmt.test(text))
        return Date.parse(text);
    // This form has no time zone, and means GMT.
    return asctime.test(text) ? Date.parse(`${text} GMT`) : undefined;
};
/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, section 10.2.3). */
const parseRetryAfter = (value, now) => {
    const text = value?.trim() ?? '';
    if (/^\d{1,9}$/.test(text))
        return Number(text) * 1000;
    const date = parseHttpDate(text);
    return date === undefined || Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

// EXTERNAL MODULE: ./src/registry/transport/transport.ts
var transport = __webpack_require__(8436);
;// CONCATENATED MODULE: ./src/registry/transport/response-error.ts







const sentBy = ({ body }) => {
    if (body === undefined)
        return undefined;
    return (0,transport/* isStream */.rL)(body) ? { what: 'blob', size: body.size } : { what: 'manifest', size: body.length };
};
/** The parts of an address that a registry may repeat in its reason. */
const namesIn = ({ pathname }) => pathname.split('/').filter(part => !['', 'v2', 'manifests', 'blobs', 'uploads', 'tags', 'list'].includes(part));
const refusalOf = (request, response, body, retryAfter) => ({
    status: response.status,
    body,
    registry: (0,reference/* registryOfHost */.V6)(request.url.host),
    names: namesIn(request.url),
    redirectedTo: response.redirectedBy === undefined ? undefined : response.url.host,
    pushes: (request.scopes ?? []).some(scope => scope.endsWith('push')),
    writes: request.method !== 'GET' && request.method !== 'HEAD',
    sent: sentBy(request),
    login: response.login ?? 'none',
    challenges: (0,challenge/* parseChallenges */.u)((0,transport/* headerOf */.rR)(response, 'www-authenticate') ?? '').map(({ scheme }) => scheme),
    retryAfter
});
/**
 * The error of a response that is not a success: why it failed, and what to do.
 *
 * @param transientCodes codes of the registry for transient failures, besides the statuses that always are
 */
const responseError = (request, response, transientCodes) => {
    const body = (0,error_body/* readErrorBody */.Nk)(response);
    const { status, url } = response;
    const retryAfter = parseRetryAfter((0,transport/* headerOf */.rR)(response, 'retry-after'), Date.now());
    const words = (0,error_body/* wordsOf */.Z9)(body);
    return new errors/* RegistryError */.gl({
        action: request.action,
        status,
        reason: `${url.host} answered ${status}${body.html ? ' with a web page' : ''}${words === '' ? '' : ` (${words})`}`,
        remedy: (0,remedies/* remedyFor */.w)(refusalOf(request, response, body, retryAfter)),
        temporary: (0,errors/* isTransient */.dg)(status) || body.codes.some(code => transientCodes?.has(code)),
        retryAfter,
        codes: body.codes
    });
};


/***/ }),

/***/ 7779:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ sendOnce),
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   bD: () => (/* binding */ withRetry),
/* harmony export */   fu: () => (/* binding */ backOff),
/* harmony export */   l_: () => (/* binding */ withSignal),
/* harmony export */   oJ: () => (/* binding */ retryWrite),
/* harmony export */   v7: () => (/* binding */ pause),
/* harmony export */   vB: () => (/* binding */ maxRetryAfterMs)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7832);
/* harmony import */ var _response_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7511);
/* harmony import */ var _connection_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2574);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3758);




/** The policy for work with its own signal. */
const withSignal = (policy, signal) => ({
    ...policy,
    ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_3__/* .defined */ .s)({ signal })
});
/**
 * Waits that many milliseconds.
 *
 * @throws the reason of the signal when the work is cancelled
 */
const pause = async (ms, { sleep, signal }) => {
    try {
        await sleep(ms, signal);
    }
    finally {
        signal?.throwIfAborted();
    }
};
/** If a registry asks for a longer pause, the step fails, and says until when to wait. */
const maxRetryAfterMs = 120_000;
const firstDelayMs = 500;
const maxDelayMs = 15_000;
/** Milliseconds to wait; doubles from half a second. The jitter spreads the requests of the jobs of a matrix. */
const backOff = (failures, random) => Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2);
const delayAfter = (error, failures, policy) => {
    if (error.staleConnection && failures === 1)
        return 0;
    return Math.max(error.retryAfter ?? 0, backOff(failures, policy.random));
};
const isRetryable = (error) => error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && error.temporary && (error.retryAfter ?? 0) <= maxRetryAfterMs;
/** Logs a retry; of a host that does not respond only the first one, since every request to it is retried. */
const logRetry = (error, next, { log, logged }) => {
    const line = `${error.action}: ${error.reason}; ${next}`;
    const isKnown = error.status === undefined && logged?.has(error.reason) === true;
    if (error.status === undefined)
        logged?.add(error.reason);
    if (isKnown)
        log.debug(line);
    else
        log.info(line);
};
/**
 * Repeats work after transient failures.
 *
 * @param attempt gets the number of failures so far, and the last one; throws a {@link RegistryError} that says whether
 *   the failure is temporary
 */
const retry = async (policy, attempt) => {
    let last;
    for (let failures = 0;;) {
        try {
            return await attempt(failures, last);
        }
        catch (error) {
            failures++;
            if (!isRetryable(error) || failures >= policy.tries || policy.signal?.aborted === true)
                throw error;
            const ms = delayAfter(error, failures, policy);
            if (ms > 0) {
                logRetry(error, `trying again in ${(ms / 1000).toFixed(1)} s (try ${failures + 1} of ${policy.tries})`, policy);
                // The failure is more useful than the reason of the signal.
                await pause(ms, policy).catch(() => {
                    throw error;
                });
            }
            last = error;
        }
    }
};
/**
 * Repeats a write after transient failures. The response to a write can be lost: before a retry, and before giving up,
 * the registry is asked whether the write succeeded. If that fails too, the error is that of the write.
 *
 * @param isDone asks the registry once, without retries
 * @throws RegistryError of the write; with `outcomeUnknown` where it may have succeeded
 */
const retryWrite = async (policy, write, isDone) => {
    // One lost response is enough: the refusal of a later attempt says nothing about the earlier one.
    const uncertain = [];
    try {
        await retry(policy, async (failures, last) => {
            const done = last !== undefined &&
                (await isDone().catch(() => {
                    throw last;
                }));
            if (done)
                return;
            try {
                await write(failures);
            }
            catch (error) {
                if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl && (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .mayHaveSucceeded */ .p8)(error))
                    uncertain.push(error);
                throw error;
            }
        });
    }
    catch (error) {
        if (uncertain.length === 0 || !(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .RegistryError */ .gl))
            throw error;
        const done = await isDone().catch(() => 'unknown');
        if (done === 'unknown')
            throw error.withUnknownOutcome();
        if (!done)
            throw error;
    }
};
/** Sends a request once and reads the whole response. Transient statuses become errors. */
const sendOnce = (transport) => async (request) => {
    const response = await (0,_connection_error_js__WEBPACK_IMPORTED_MODULE_1__/* .readResponse */ .U)(request, await transport(request));
    if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isTransient */ .dg)(response.status))
        throw (0,_response_error_js__WEBPACK_IMPORTED_MODULE_0__/* .responseError */ .U)(request, response);
    return response;
};
/** Repeats reads after transient failures. Writes are sent once; {@link retryWrite} repeats them. */
const withRetry = (policy) => (send) => request => request.method === 'GET' || request.method === 'HEAD'
    ? retry(withSignal(policy, request.signal), () => send(request))
    : send(request);


/***/ }),

/***/ 2596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C6: () => (/* binding */ isPullOnly),
/* harmony export */   F7: () => (/* binding */ repositoryScope),
/* harmony export */   c8: () => (/* binding */ splitScopes),
/* harmony export */   gL: () => (/* binding */ furtherScopes)
/* harmony export */ });
/* unused harmony export parseRepositoryScope */
/** Reads the token scope of a repository; undefined where it is of something else. */
const parseRepositoryScope = (scope) => {
    const [, path, actions] = /^repository:(.+):([^:]*)$/.exec(scope) ?? [];
    return path === undefined || actions === undefined ? undefined : { path, actions };
};
/** The token scope of some rights to a repository. */
const repositoryScope = (path, actions) => `repository:${path}:${actions}`;
/** Whether scopes ask for nothing but to read. */
const isPullOnly = (scopes) => scopes.length > 0 && scopes.every(scope => parseRepositoryScope(scope)?.actions === 'pull');
/** A real challenge has one or two scopes. */
const maxScopes = 5;
/** The scopes of a challenge, which are separated by blanks; none that is longer than real ones are. */
const splitScopes = (challenged) => challenged
    .split(' ')
    .filter(scope => /^[\x21-\x7e]{1,300}$/.test(scope))
    .slice(0, maxScopes);
/** Gateways put something before the path, or take something away from it. */
const isSameRepository = (one, other) => one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
/**
 * The scopes of a challenge that are to be asked for besides those of the request: what is not of a repository (Public
 * ECR's `aws`), and the repository by the name that a gateway has for it, with the rights that the request needs.
 *
 * @param challenged the `scope` of a challenge to the request itself, separated by blanks
 * @param own the scopes of the request
 */
const furtherScopes = (challenged, own) => {
    const ours = own.map(parseRepositoryScope).filter(scope => scope !== undefined);
    const further = splitScopes(challenged).flatMap(scope => {
        const theirs = parseRepositoryScope(scope);
        if (theirs === undefined)
            return scope.startsWith('repository:') ? [] : [scope];
        // Of a mount, one repository may end like the other one.
        if (ours.some(({ path }) => path === theirs.path))
            return [];
        const [same] = ours
            .filter(({ path }) => isSameRepository(path, theirs.path))
            .toSorted((one, other) => other.path.length - one.path.length);
        return same === undefined ? [] : [repositoryScope(theirs.path, same.actions)];
    });
    return [...new Set(further)].filter(scope => !own.includes(scope));
};


/***/ }),

/***/ 8436:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FN: () => (/* binding */ withOwnHeaders),
/* harmony export */   Ru: () => (/* binding */ BodyError),
/* harmony export */   WK: () => (/* binding */ bufferResponse),
/* harmony export */   Xl: () => (/* binding */ maxResponseBytes),
/* harmony export */   oJ: () => (/* binding */ isSuccess),
/* harmony export */   rL: () => (/* binding */ isStream),
/* harmony export */   rR: () => (/* binding */ headerOf),
/* harmony export */   vf: () => (/* binding */ discard)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** Whether a body is streamed; otherwise it is in memory, or there is none. */
const isStream = (body) => body !== undefined && 'open' in body;
/**
 * Adds the headers of every request: the User-Agent, which registries want for statistics and support, and a request for
 * bodies as they are stored, since digests and sizes are those of the stored bytes.
 */
const withOwnHeaders = (userAgent) => (inner) => request => inner({ ...request, headers: { ...request.headers, 'user-agent': userAgent, 'accept-encoding': 'identity' } });
const headerOf = ({ headers }, name) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
};
const isSuccess = ({ status }) => status >= 200 && status < 300;
/** Discards the body of a response, so that its connection can be used again. */
const discard = (response) => {
    let size = 0;
    response.body.on('error', () => undefined);
    response.body.on('data', (chunk) => {
        size += chunk.length;
        // A new connection costs less than a long body, and an endless one would never free it.
        if (size > maxErrorBytes)
            response.body.destroy();
    });
};
/** A body is too large, does not end, or does not match its descriptor. */
class BodyError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    name = 'BodyError';
}
/** For manifests, configs and tokens; registries accept manifests of up to 4 MiB. */
const maxResponseBytes = 8 * 1024 * 1024;
/** The rest of an error's body is ignored. */
const maxErrorBytes = 65_536;
/** For a small body that arrives slowly, or does not end. */
const responseTimeoutMs = 120_000;
/**
 * Reads a small body whole.
 *
 * @throws BodyError beyond 8 MiB or after two minutes; the error of the connection when it breaks
 */
const bufferResponse = async (response) => {
    const { body, ...head } = response;
    const chunks = [];
    let size = 0;
    const giveUp = () => {
        body.destroy(new BodyError({ what: `the response timed out after ${responseTimeoutMs / 1000} s` }));
    };
    const timer = setTimeout(giveUp, responseTimeoutMs);
    try {
        for await (const chunk of body) {
            size += chunk.length;
            chunks.push(chunk);
            if (!isSuccess(response) && size > maxErrorBytes)
                break;
            if (size > maxResponseBytes)
                throw new BodyError({ what: `the response is larger than ${maxResponseBytes} bytes` });
        }
    }
    finally {
        clearTimeout(timer);
    }
    return { ...head, bytes: Buffer.concat(chunks, size) };
};


/***/ }),

/***/ 6321:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ startTraversal),
/* harmony export */   X: () => (/* binding */ descend)
/* harmony export */ });
/* harmony import */ var _image_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2217);

/** The specification allows nested indexes, but deep ones do not occur. */
const maxDepth = 3;
/** An index that names the same index many times multiplies; real ones name about ten images. */
const maxParts = 1000;
const startTraversal = () => ({ depth: 0, remaining: { parts: maxParts } });
/**
 * Enters an index.
 *
 * @throws ImageError where it is nested too deeply, or stands for too many images
 */
const descend = (index, reference, { depth, remaining }) => {
    const remedy = 'Name the images themselves';
    if (depth === maxDepth) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ImageError */ .C({ what: `${reference} is a list of lists, nested more than ${maxDepth} deep`, remedy });
    }
    remaining.parts -= index.manifests.length;
    if (remaining.parts < 0) {
        throw new _image_error_js__WEBPACK_IMPORTED_MODULE_0__/* .ImageError */ .C({ what: `${reference} contains more than ${maxParts} images, nested lists included`, remedy });
    }
    return { depth: depth + 1, remaining };
};


/***/ }),

/***/ 9000:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ listMetadata),
/* harmony export */   q: () => (/* binding */ listResult)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7832);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8825);
/* harmony import */ var _oci_document_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6769);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(145);
/* harmony import */ var _oci_listed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6640);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9217);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2148);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8147);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4285);
/* harmony import */ var _pulls_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2894);
/* harmony import */ var _tag_table_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5991);











/** Where an image is, beside its digest: its tag alone where the list stands in the same repository. */
const placeOf = ({ reference, descriptor }, own) => {
    const place = reference.replace(`@${descriptor.digest}`, '');
    if (place === own)
        return '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(place.startsWith(`${own}:`) ? place.slice(own.length + 1) : place);
};
const entryTable = ({ entries, targets: [target] }) => {
    const own = target === undefined ? '' : (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_5__/* .formatRepository */ .Sh)(target.client.repository);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .table */ .tp)(['Release', 'Platform', 'OS version', 'Image', 'Digest'], entries.map(entry => {
        const { osVersion, ...platform } = entry.platform;
        return [
            platform.os === 'windows' ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .plain */ .pj)((0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .releaseName */ ["do"])(entry)) : (entry.release?.name ?? ''),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)((0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPlatform */ .Bq)(platform)),
            osVersion === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(osVersion),
            placeOf(entry, own),
            (0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .shortDigest */ .VK)(entry.descriptor.digest))
        ];
    }));
};
const stateOf = (target, { content, moving, pushed }) => target.current === content.digest || moving.includes(target) ? (0,_tag_table_js__WEBPACK_IMPORTED_MODULE_8__/* .writeState */ .J)(target, content, pushed) : 'not moved';
const summaryOf = (outcome) => {
    const { content, entries, targets, moving, pushed, unchanged, warnings = [] } = outcome;
    const listed = (0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listedEntries */ .yO)(content, entries);
    const [first = ''] = (moving.length > 0 ? moving : targets).map(({ name }) => name);
    const done = unchanged ? 'Unchanged' : pushed ? 'Published' : 'Dry run';
    return [
        ...warnings.map(_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .warning */ .$e),
        `### ${done}: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(first)}`,
        `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(content.digest)} (${content.mediaType === _oci_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .mediaTypes */ .Ib.ociIndex ? 'OCI index' : 'Docker manifest list'})`,
        (0,_tag_table_js__WEBPACK_IMPORTED_MODULE_8__/* .tagTable */ .n)(targets.map(target => ({ target, state: stateOf(target, outcome) }))),
        entryTable(outcome),
        ...(0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .hostsSection */ .Dk)(first, (0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__/* .simulatePulls */ .X)(listed), listed),
        ''
    ].join('\n\n');
};
/** The list as JSON, for the output `metadata`. */
const listMetadata = ({ content, entries, moving, unchanged }) => {
    const listed = (0,_oci_listed_js__WEBPACK_IMPORTED_MODULE_3__/* .listedEntries */ .yO)(content, entries);
    return {
        digest: content.digest,
        mediaType: content.mediaType,
        references: moving.map(({ name }) => name),
        unchanged,
        entries: entries.map(({ descriptor, platform, reference, release }) => ({
            reference,
            digest: descriptor.digest,
            platform: (0,_oci_document_js__WEBPACK_IMPORTED_MODULE_1__/* .platformJson */ .Uz)(platform),
            ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ release: release?.name })
        })),
        pulls: (0,_pulls_js__WEBPACK_IMPORTED_MODULE_7__/* .pullsJson */ .R2)((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_6__/* .simulatePulls */ .X)(listed), listed)
    };
};
/** The outputs and the step summary of a list. */
const listResult = (outcome) => {
    const { content, entries, moving, unchanged } = outcome;
    const references = moving.map(({ name }) => name);
    return {
        outputs: {
            digest: content.digest,
            reference: references[0] ?? '',
            references: references.join('\n'),
            releases: entries.flatMap(({ release }) => release?.name ?? []).join(','),
            unchanged: String(unchanged),
            metadata: JSON.stringify(listMetadata(outcome))
        },
        summary: summaryOf(outcome)
    };
};


/***/ }),

/***/ 4285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $e: () => (/* binding */ warning),
/* harmony export */   Pf: () => (/* binding */ label),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const entity = (char) => `&#${char.charCodeAt(0)};`;
/** Foreign text as plain text: none of its characters makes HTML, a link, a table or anything else. */
const plain = (text) => text.replace(/[\r\n]+/g, ' ').replace(/[&<>|`*_[\]\\~$@]|:(?=\/\/)|(?<=\bwww)\./gi, entity);
/** Text as code, in a table too. Text with characters that would end the code is written in HTML. */
const code = (text) => (/[`|\r\n]/.test(text) ? `<code>${plain(text)}</code>` : `\`${text}\``);
/** A table; the cells are Markdown. */
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
/** A quoted warning. */
const warning = (text) => `> ⚠️ ${plain(text)}`;
/** A label in a Mermaid picture; `<br>` breaks the line. */
const label = (text) => `"${text
    .replace(/[\r\n]+/g, ' ')
    .split('<br>')
    .map(line => line.replace(/[#"<>&`%]/g, char => `#${char.charCodeAt(0)};`))
    .join('<br>')}"`;


/***/ }),

/***/ 2894:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ hostsSection),
/* harmony export */   R2: () => (/* binding */ pullsJson),
/* harmony export */   TA: () => (/* binding */ logPulls),
/* harmony export */   bK: () => (/* binding */ pullWarnings),
/* harmony export */   "do": () => (/* binding */ releaseName)
/* harmony export */ });
/* unused harmony exports describeStart, pullTable, describePulls */
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7832);
/* harmony import */ var _common_unique_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(394);
/* harmony import */ var _oci_entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(145);
/* harmony import */ var _runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);
/* harmony import */ var _runner_progress_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(667);
/* harmony import */ var _windows_isolation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8937);
/* harmony import */ var _windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8147);
/* harmony import */ var _windows_releases_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2171);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4285);









/** The release that an image is for; its version where no release is known. */
const releaseName = ({ platform, release }) => 
// A release's name is ours; what an image says about itself may be anything.
release?.name ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .releaseOf */ .l7)({ platform })?.name ?? (0,_runner_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(platform.osVersion ?? (0,_oci_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPlatform */ .Bq)(platform));
const nameOf = ({ entry, platform }) => {
    if (entry !== undefined)
        return releaseName(entry);
    return platform === undefined ? 'a list' : releaseName({ platform });
};
const words = {
    'by itself': 'starts',
    'with hyperv': 'starts only with --isolation=hyperv',
    never: 'does not start'
};
/** Whether an image starts, in words. */
const describeStart = ({ start, host }) => start === 'by itself' && (0,_windows_isolation_js__WEBPACK_IMPORTED_MODULE_4__/* .needsSameRevision */ .Z)(host.build) ? 'starts on the same update' : words[start];
/** What a host gets, and whether it starts: `ltsc2022: starts`. */
const outcomeOf = (pull, list) => {
    const taken = list[pull.index ?? -1];
    return taken === undefined ? 'nothing' : `${nameOf(taken)}: ${describeStart(pull)}`;
};
/** `Docker, containerd 1.7.6–2.1.5, 2.1.6–2.2` */
const joinEngines = (names) => names.reduce((joined, name) => {
    const isRepeated = joined.includes('containerd ') && name.startsWith('containerd ');
    return `${joined}, ${isRepeated ? name.replace('containerd ', '') : name}`;
});
const hostNames = (pulls) => (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_5__/* .uniqueBy */ .p)(pulls, ({ host }) => host.name).map(({ host }) => host.name);
const columnsOf = (pulls, list) => {
    const columns = [];
    for (const { engine } of (0,_common_unique_js__WEBPACK_IMPORTED_MODULE_5__/* .uniqueBy */ .p)(pulls, pull => pull.engine)) {
        const own = pulls.filter(pull => pull.engine === engine);
        const cells = own.map(pull => [pull.host.name, outcomeOf(pull, list)]);
        const same = columns.find(column => column.kind === engine.kind && cells.every(([host, cell]) => (column.cells.get(host) ?? cell) === cell));
        const column = same ?? { kind: engine.kind, engines: [], cells: new Map() };
        column.engines.push(engine.name);
        for (const [host, cell] of cells)
            column.cells.set(host, cell);
        if (same === undefined)
            columns.push(column);
    }
    return columns;
};
/** Which host gets which image with which engine. */
const pullTable = (pulls, list) => {
    const columns = columnsOf(pulls, list);
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .table */ .tp)(['Host', ...columns.map(({ engines }) => joinEngines(engines))], hostNames(pulls).map(host => [host, ...columns.map(({ cells }) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(cells.get(host) ?? '–'))]));
};
/** The names of the engines for which the same text holds. */
const enginesByText = (pulls, textOf) => {
    const names = new Map();
    for (const pull of pulls) {
        const text = textOf(pull);
        names.set(text, [...(names.get(text) ?? []), pull.engine.name]);
    }
    return new Map([...names].map(([text, engines]) => [text, joinEngines(engines)]));
};
/** One line per host for the log; engines are named where they differ. */
const describePulls = (pulls, list) => hostNames(pulls).map(host => {
    const own = pulls.filter(pull => pull.host.name === host);
    const outcomes = enginesByText(own, pull => outcomeOf(pull, list));
    const parts = [...outcomes].map(([outcome, names]) => (outcomes.size === 1 ? outcome : `${outcome} (${names})`));
    return `${host}: ${parts.join('; ')}`;
});
const hasWindows = (list) => list.some(({ image, platform }) => (image ?? platform)?.os === 'windows');
/** Prints who pulls what; nothing where no image is for Windows. */
const logPulls = async (list, log) => {
    if (!hasWindows(list))
        return;
    await log.group('Who pulls what', () => {
        for (const line of describePulls((0,_windows_pull_simulation_js__WEBPACK_IMPORTED_MODULE_2__/* .simulatePulls */ .X)(list), list))
            log.info(line);
        return Promise.resolve();
    });
};
/** What would help a host: an image of its own release, unless the list has one. */
const remedyFor = ({ host }, list) => {
    const own = (0,_windows_releases_js__WEBPACK_IMPORTED_MODULE_3__/* .releaseOfHost */ .nL)(host.build, host.architecture)?.release.name;
    return own === undefined || list.some(listed => nameOf(listed) === own) ? '' : ` Add an image for ${own} to the list.`;
};
const problemOf = (pull, list) => {
    const [taken, best] = [list[pull.index ?? -1], list[pull.newerMatch ?? -1]];
    const got = taken === undefined ? 'nothing' : `${nameOf(taken)} (${describeStart(pull)})`;
    if (best !== undefined)
        return `gets ${got}, although the image for ${nameOf(best)} would start there.${remedyFor(pull, list)}`;
    return pull.start === 'with hyperv' ? `gets ${got}.${remedyFor(pull, list)}` : undefined;
};
/** Hosts that get less than they could, or what a plain `docker run` does not start there. */
const pullWarnings = (pulls, list) => {
    const problems = pulls.filter(pull => problemOf(pull, list) !== undefined);
    const engines = enginesByText(problems, pull => `${pull.host.name} with \0 ${problemOf(pull, list) ?? ''}`);
    return [...engines].map(([text, names]) => text.replace('\0', names));
};
/** The bytes of the layers that a host downloads and never uses. */
const unusedBytes = ({ index, unused }, list) => {
    const layersOf = (at) => list[at]?.entry?.layers ?? [];
    const used = new Set(index === undefined ? [] : layersOf(index).map(({ digest }) => digest));
    const sizes = new Map(unused.flatMap(layersOf).map(({ digest, size }) => [digest, size]));
    return [...sizes].reduce((sum, [digest, size]) => (used.has(digest) ? sum : sum + size), 0);
};
/** What engines that download every image that fits download for nothing; undefined where they do not. */
const downloadNote = (pulls, list) => {
    const wasteful = pulls.filter(pull => unusedBytes(pull, list) > 0);
    if (wasteful.length === 0)
        return undefined;
    const sizes = wasteful.map(pull => `${(0,_runner_progress_js__WEBPACK_IMPORTED_MODULE_7__/* .formatBytes */ .z)(unusedBytes(pull, list))} on ${pull.host.name}`);
    const names = joinEngines((0,_common_unique_js__WEBPACK_IMPORTED_MODULE_5__/* .uniqueBy */ .p)(wasteful, ({ engine }) => engine.name).map(({ engine }) => engine.name));
    return `${names} downloads every image that fits before it takes one. Downloaded and never used: ${sizes.join(', ')}.`;
};
const arrows = { 'by itself': '-->', 'with hyperv': '-.->', never: '--x' };
/** A picture of the list, its images, and the hosts that get them with Docker. */
const picture = (name, pulls, list) => {
    const docker = pulls.filter(({ engine }) => engine.kind === 'docker');
    const boxes = list.flatMap((listed, i) => listed.platform?.os === 'unknown' ? [] : [`  list --> e${i}[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .label */ .Pf)(nameOf(listed))}]`]);
    return [
        '```mermaid',
        'flowchart LR',
        `  list[${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .label */ .Pf)(name)}]`,
        ...boxes,
        ...docker.map((pull, i) => pull.index === undefined
            ? `  h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .label */ .Pf)(`${pull.host.name}: nothing fits`)}])`
            : `  e${pull.index} ${arrows[pull.start]}|${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .label */ .Pf)(describeStart(pull))}| h${i}([${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .label */ .Pf)(pull.host.name)}])`),
        '```'
    ].join('\n');
};
/** Which host gets which image of the list; nothing where there is none for Windows. */
const hostsSection = (name, pulls, list) => {
    if (!hasWindows(list))
        return [];
    const note = downloadNote(pulls, list);
    return [
        '#### Who pulls what',
        pullTable(pulls, list),
        ...pullWarnings(pulls, list).map(_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .warning */ .$e),
        ...(note === undefined ? [] : [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_6__/* .plain */ .pj)(note)]),
        '<details><summary>The hosts with Docker, as a picture</summary>',
        picture(name, pulls, list),
        '</details>'
    ];
};
/** The pulls as the output `metadata` has them. */
const pullsJson = (pulls, list) => pulls.map(pull => {
    const { host, engine, index } = pull;
    return {
        host: host.name,
        engine: engine.name,
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_8__/* .defined */ .s)({
            index,
            start: index === undefined ? undefined : pull.start,
            digest: list[index ?? -1]?.entry?.descriptor.digest
        })
    };
});


/***/ }),

/***/ 5991:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ writeState),
/* harmony export */   n: () => (/* binding */ tagTable)
/* harmony export */ });
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2148);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4285);


/** What became of a tag that takes the content. */
const writeState = ({ current }, { digest }, pushed) => {
    if (current === digest)
        return 'unchanged';
    return pushed ? 'published' : 'not written (dry run)';
};
/** What became of tags; those of a repository that went the same way share a row. */
const tagTable = (outcomes) => {
    const rows = new Map();
    for (const { target, state } of outcomes) {
        const repository = (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRepository */ .Sh)(target.client.repository);
        const row = rows.get(`${repository} ${state}`) ?? { repository, state, tags: [] };
        row.tags.push(target.tag);
        rows.set(`${repository} ${state}`, row);
    }
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['Repository', 'Tags', 'State'], [...rows.values()].map(({ repository, state, tags }) => [(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(repository), tags.map(_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY).join(' '), state]));
};


/***/ }),

/***/ 1019:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C1: () => (/* binding */ setFailed),
/* harmony export */   Gu: () => (/* reexport safe */ _actions_core__WEBPACK_IMPORTED_MODULE_0__.Gu),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   LZ: () => (/* binding */ saveState),
/* harmony export */   PC: () => (/* binding */ givenInputs),
/* harmony export */   S0: () => (/* binding */ addSummary),
/* harmony export */   TX: () => (/* binding */ RunnerFileError),
/* harmony export */   fM: () => (/* binding */ addPath),
/* harmony export */   uH: () => (/* binding */ setOutput)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2689);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7153);



// Inputs, outputs, state and summary go through this module, which keeps the bundle runnable outside of a job.

/** Outside of a job the runner's files are missing. The toolkit would then print commands that no runner accepts. */
const isInJob = (variable) => (process.env[variable] ?? '') !== '';
/**
 * Reads all inputs at once: they leave the environment before the first program is started (children.ts).
 *
 * @returns the value of an input, trimmed; '' where it is not set
 */
const readInputs = (names) => {
    const values = new Map(names.map(name => [name, _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name)]));
    return name => values.get(name) ?? '';
};
/** The names, in lower case, of all inputs that have a value: those that action.yml does not have too. */
const givenInputs = (env) => Object.entries(env).flatMap(([variable, value = '']) => {
    const name = /^INPUT_(.+)$/i.exec(variable)?.[1];
    return name === undefined || value.trim() === '' ? [] : [name.toLowerCase()];
});
/** A file through which the runner takes what a step hands over is missing, or cannot be written. */
class RunnerFileError extends _common_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
    name = 'RunnerFileError';
}
const writeRunnerFile = (variable, write) => {
    if (!isInJob(variable))
        return;
    try {
        write();
    }
    catch (cause) {
        throw new RunnerFileError({
            what: `the file of the runner that ${variable} names cannot be written`,
            why: (0,_common_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .reasonOf */ .A3)(cause),
            remedy: 'Check that it exists and is writable for this step, in a container too',
            cause
        });
    }
};
/** Sets an output for later steps. @throws RunnerFileError */
const setOutput = (name, value) => {
    writeRunnerFile('GITHUB_OUTPUT', () => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, value);
    });
};
/** Keeps a value for the post step. @throws RunnerFileError */
const saveState = (name, value) => {
    writeRunnerFile('GITHUB_STATE', () => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(name, value);
    });
};
/** Puts a folder on PATH, for later steps too. @throws RunnerFileError */
const addPath = (folder) => {
    writeRunnerFile('GITHUB_PATH', () => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .addPath */ .fM(folder);
    });
};
/** Fails the step. */
const setFailed = (message, annotation = {}) => {
    process.exitCode = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.Failure;
    (0,_output_js__WEBPACK_IMPORTED_MODULE_2__/* .resumeCommands */ .QL)();
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3(message, annotation);
};
/** The runner refuses a larger summary (actions/runner FileCommandManager.cs). */
const maxSummaryBytes = 1024 * 1024;
/** Leaves room for the end of line, and cuts between characters: 4 bytes are the longest of UTF-8. */
const withinLimit = (markdown) => {
    const note = '\n\n(cut: a step summary may have 1 MiB)\n';
    const bytes = Buffer.from(markdown);
    return bytes.length < maxSummaryBytes - 1
        ? markdown
        : bytes.subarray(0, maxSummaryBytes - note.length - 4).toString('utf8') + note;
};
/** Appends Markdown to the summary of the step, cut to the 1 MiB that the runner accepts. */
const addSummary = async (markdown) => {
    if (isInJob('GITHUB_STEP_SUMMARY'))
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(withinLimit(markdown), true).write();
};


/***/ }),

/***/ 4212:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gz: () => (/* binding */ rememberSecret),
/* harmony export */   g$: () => (/* binding */ printable),
/* harmony export */   pJ: () => (/* binding */ endOf),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
// Text that others wrote: registries, programs, labels. The runner masks a secret where it stands whole, so text is changed
// only after the secrets that are known here were replaced, and no word is ever cut.
const secrets = new Set();
/** Replaces the value in foreign text from now on. */
const rememberSecret = (value) => {
    secrets.add(value);
};
/** The longest first: one secret may be a part of another, as a password is of its login. */
const withoutSecrets = (text) => [...secrets].sort((a, b) => b.length - a.length).reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
/** Sequences that colour text on a terminal (ECMA-48, CSI sequences). */
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;
/** Control characters but tabs. */
const controls = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f]+/g;
/**
 * Makes foreign text harmless: without line breaks and other control characters it can neither start a workflow command
 * nor colour the log. Known secrets are replaced.
 */
const printable = (text) => withoutSecrets(text).replace(colours, '').replace(controls, ' ').trim();
/** The beginning of harmless text, as far as whole words fit. A longer word is left out. */
const shortened = (text, maxChars) => {
    const whole = printable(text);
    if (whole.length <= maxChars)
        return whole;
    const words = /^[^]*(?=\s)/.exec(whole.slice(0, maxChars + 1))?.[0] ?? '';
    return `${words.trimEnd()} …`.trimStart();
};
/** The end of a text, from the first whole word on. */
const endOf = (text, maxChars) => {
    if (text.length <= maxChars)
        return text;
    const end = withoutSecrets(text).slice(-maxChars);
    return end.slice(/\s|$/.exec(end)?.index);
};


/***/ }),

/***/ 514:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ HttpClient),
/* harmony export */   w: () => (/* binding */ loadHttpClient)
/* harmony export */ });
let loaded;
/** Loads the real client, which is 1 MB with undici. */
const loadHttpClient = async () => (loaded ??= await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(942)]).then(__webpack_require__.bind(__webpack_require__, 4942)));
const createClient = (...options) => {
    if (loaded !== undefined)
        return new loaded.HttpClient(...options);
    return {
        getJson: async (...request) => {
            const { HttpClient: RealClient } = await loadHttpClient();
            return new RealClient(...options).getJson(...request);
        }
    };
};
/**
 * Stands in for the class of `@actions/http-client` in the bundle (`paths` in tsconfig.json): `@actions/core` imports that
 * package at its top, for identity tokens alone, and would load it in every run.
 *
 * Await {@link loadHttpClient} before `@actions/github` is imported, which uses a client while it is evaluated, and before
 * a download of `@actions/tool-cache`: `new` gives the real client from then on. Until then a client has no method but the
 * one that `@actions/core` calls.
 */
const HttpClient = function (...options) {
    // Arrow functions cannot be called with `new`.
    return createClient(...options);
};


/***/ }),

/***/ 7708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ actionsLog),
/* harmony export */   j: () => (/* binding */ withoutRepeats)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6058);
/* harmony import */ var _foreign_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4212);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7153);



/**
 * Lines of the log quote foreign text: none may be a workflow command, in either form (actions/runner ActionCommand.cs).
 * .NET trims or ignores more in front of a command than JavaScript's white space: every invisible character counts.
 */
const harmless = (text) => text.replace(/##(?=\[)/g, '# #').replace(/^([^!-~\r\n\u2028\u2029]*):(?=:)/gm, '$1: ');
/** Issues a workflow command; closes an open stop-commands pair first. */
const issue = (command) => (...args) => {
    (0,_output_js__WEBPACK_IMPORTED_MODULE_2__/* .resumeCommands */ .QL)();
    command(...args);
};
/** The log of a job: workflow commands of the runner. */
const actionsLog = {
    debug: issue(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz),
    info: text => {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(harmless(text));
    },
    notice: issue(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm),
    warning: issue(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e),
    secret: value => {
        if (value === '')
            return;
        (0,_foreign_text_js__WEBPACK_IMPORTED_MODULE_1__/* .rememberSecret */ .Gz)(value);
        issue(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq)(value);
    },
    group: async (title, body) => {
        issue(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .startGroup */ .Oh)(title);
        try {
            return await (0,_output_js__WEBPACK_IMPORTED_MODULE_2__/* .inGroup */ .HB)(body);
        }
        finally {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .endGroup */ .N4();
        }
    }
};
/** A log that says each warning and notice once, for work that is done again. */
const withoutRepeats = (log) => {
    const said = new Set();
    const once = (say) => (text, annotation) => {
        if (!said.has(text))
            say(text, annotation);
        said.add(text);
    };
    return { ...log, notice: once(log.notice), warning: once(log.warning) };
};


/***/ }),

/***/ 7153:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ inGroup),
/* harmony export */   Jy: () => (/* binding */ showOutput),
/* harmony export */   QL: () => (/* binding */ resumeCommands)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);


// The runner takes lines of the log for workflow commands, except between `::stop-commands::<token>` and `::<token>::`
// (docs.github.com, "Workflow commands"). Program output goes between such a pair. Before a command of ours the pair is
// closed; the next output opens one with a new token.
/** The token of the pair that is open. */
let token;
const print = (text) => {
    process.stdout.write(text);
};
/** Lets the runner take the next line for a workflow command. */
const resumeCommands = () => {
    if (token !== undefined)
        print(`::${token}::${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
    token = undefined;
};
/** Prints whole lines, none of which is a workflow command. */
const printLines = (lines) => {
    if (lines === '')
        return;
    if (token === undefined) {
        token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        print(`::stop-commands::${token}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
    }
    print(lines);
};
/** Characters of a line whose end is not there yet. A longer one is printed as two. */
const maxHeldChars = 64 * 1024;
/** How many groups are open: what is printed in one shares a pair. */
let groups = 0;
/** Runs work whose output is in a group. */
const inGroup = async (work) => {
    groups++;
    try {
        return await work();
    }
    finally {
        groups--;
        resumeCommands();
    }
};
/**
 * Shows the output of a program as it arrives, line by line.
 *
 * @param command the command line, which is the first line
 * @param run runs the program and passes on its output
 */
const showOutput = async (command, run) => {
    // Commands of ours go between lines, so the last one waits for its end.
    let held = '';
    printLines(`[command]${command}${node_os__WEBPACK_IMPORTED_MODULE_1__.EOL}`);
    try {
        return await run(text => {
            held += text;
            const end = held.lastIndexOf('\n') + 1;
            printLines(held.slice(0, end));
            held = held.slice(end);
            if (held.length > maxHeldChars) {
                printLines(held + node_os__WEBPACK_IMPORTED_MODULE_1__.EOL);
                held = '';
            }
        });
    }
    finally {
        printLines(held === '' ? '' : held + node_os__WEBPACK_IMPORTED_MODULE_1__.EOL);
        if (groups === 0)
            resumeCommands();
    }
};


/***/ }),

/***/ 667:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ startProgress),
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
const intervalMs = 5000;
/** `690.0 MiB` */
const formatBytes = (bytes) => {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
};
/**
 * @param what the transfer: `Copying layers`
 * @param now milliseconds since 1970
 */
const startProgress = (what, log, now = Date.now) => {
    let start;
    let [expected, done, loggedAt] = [0, 0, 0];
    return {
        expect: bytes => {
            if (start === undefined)
                loggedAt = start = now();
            expected += bytes;
        },
        moved: bytes => {
            done += bytes;
            const time = now();
            if (start === undefined || time - loggedAt < intervalMs)
                return;
            loggedAt = time;
            const rate = done / ((time - start) / 1000);
            const percent = expected === 0 ? 100 : Math.floor((done / expected) * 100);
            log.info(`${what}: ${formatBytes(done)} of ${formatBytes(expected)} (${percent}%), ${formatBytes(rate)}/s`);
        }
    };
};


/***/ }),

/***/ 1904:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ repositoryLabels),
/* harmony export */   e: () => (/* binding */ fetchRepositoryLabels)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7832);
/* harmony import */ var _common_json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9927);
/* harmony import */ var _http_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(514);



/** Milliseconds. Labels must not delay a build. */
const timeoutMs = 10_000;
/**
 * The labels that docker/metadata-action makes from a repository.
 *
 * @param repository as GitHub describes it in the payload of an event and in its API
 */
const repositoryLabels = (repository) => {
    const { name, description, html_url: url, license } = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asRecord */ .qY)(repository);
    const licence = (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)((0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asRecord */ .qY)(license).spdx_id);
    return (0,_common_defined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({
        title: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(name),
        description: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(description),
        url: (0,_common_json_js__WEBPACK_IMPORTED_MODULE_0__/* .asString */ .oJ)(url),
        // GitHub writes NOASSERTION for a licence that it does not know.
        licenses: licence === 'NOASSERTION' ? undefined : licence
    });
};
/**
 * Asks GitHub for the labels of a repository.
 *
 * @param repository `owner/name`
 * @throws Error, mostly of Octokit, where GitHub refuses or does not respond in time
 */
const fetchRepositoryLabels = async (repository, token) => {
    // It uses the client while it is imported.
    await (0,_http_client_js__WEBPACK_IMPORTED_MODULE_2__/* .loadHttpClient */ .w)();
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
    const [owner = '', repo = ''] = repository.split('/');
    const request = { signal: AbortSignal.timeout(timeoutMs) };
    const { data } = await getOctokit(token).rest.repos.get({ owner, repo, request });
    const labels = repositoryLabels(data);
    // Octokit passes on what it cannot read as JSON.
    if (labels.title === undefined)
        throw new Error('the response does not describe a repository');
    return labels;
};


/***/ }),

/***/ 8937:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ isolationFor),
/* harmony export */   Z: () => (/* binding */ needsSameRevision)
/* harmony export */ });
/** From this build on a host shares its kernel with images of older releases back to it (version-compatibility.md). */
const firstCompatibleBuild = 20_348;
/** Up to this build an image runs only on the revision (UBR) that it was made for (version-compatibility.md). */
const lastBuildTiedToRevision = 14_393;
/** Whether hosts of that build run only images of their own revision: Windows Server 2016. */
const needsSameRevision = (build) => build <= lastBuildTiedToRevision;
/**
 * How a host can run an image of that build: with its own kernel, in a virtual machine, or not at all (undefined:
 * the image is newer than the host). Source: the matrix of Microsoft's version-compatibility.md.
 */
const isolationFor = (host, imageBuild) => {
    if (imageBuild > host.build)
        return undefined;
    // Windows 10 supports process isolation for development only; its engine's default is Hyper-V.
    if (host.client && host.build < 22_000)
        return 'hyperv';
    const shared = imageBuild === host.build || imageBuild >= firstCompatibleBuild;
    return shared ? 'process' : 'hyperv';
};


/***/ }),

/***/ 2118:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ compareOsVersions),
/* harmony export */   u: () => (/* binding */ parseOsVersion)
/* harmony export */ });
/* harmony import */ var _common_defined_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7832);

/**
 * Reads `10.0.20348` or `10.0.20348.5499`; undefined for anything else. Windows has been 10.0 since 2015. Engines read
 * other forms, such as numbers with leading zeros, in different ways.
 */
const parseOsVersion = (value) => {
    const match = /^(10)\.(0)\.(0|[1-9]\d{0,8})(?:\.(0|[1-9]\d{0,8}))?$/.exec(value);
    if (match === null)
        return undefined;
    const [, major, minor, build, revision] = match;
    return {
        major: Number(major),
        minor: Number(minor),
        build: Number(build),
        ...(0,_common_defined_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ revision: revision === undefined ? undefined : Number(revision) })
    };
};
/**
 * Orders versions as numbers, the older one first. The revision of Windows Server 2025 has grown from four digits
 * to five: as strings, `10.0.26100.7462` would be newer than `10.0.26100.33296`.
 */
const compareOsVersions = (a, b) => a.major - b.major || a.minor - b.minor || a.build - b.build || (a.revision ?? -1) - (b.revision ?? -1);


/***/ }),

/***/ 7138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dV: () => (/* binding */ normalizeArchitecture),
/* harmony export */   pC: () => (/* binding */ matchesPlatform),
/* harmony export */   pe: () => (/* binding */ normalizeVariant),
/* harmony export */   s: () => (/* binding */ oldestBuild),
/* harmony export */   wb: () => (/* binding */ architectureRank)
/* harmony export */ });
/** Builds of the releases whose images run on newer hosts too (hcsshim and containerd/platforms: "stable ABI"). */
const stableBuilds = [20_348, 26_100];
const [firstStableBuild = 0] = stableBuilds;
/** {@link OldestBuild}, by the version of containerd/platforms. */
const oldestBuild = {
    /** v0.2.1 to v1.0.0-rc.1 */
    untilRc1: () => firstStableBuild,
    /** rc.2 to rc.4: the newest LTSC below the host, so that Windows 11 25H2 refuses ltsc2022 (moby#53397) */
    rc2ToRc4: (hostBuild) => stableBuilds.findLast(build => build < hostBuild) ?? firstStableBuild,
    /** rc.5: the LTSC before the newest one that the host runs */
    fromRc5: (hostBuild) => stableBuilds[stableBuilds.findLastIndex(build => build <= hostBuild) - 1] ?? firstStableBuild
};
const architectureNames = {
    x86_64: 'amd64',
    'x86-64': 'amd64',
    aarch64: 'arm64',
    i386: '386'
};
/** The architecture as containerd spells it (database.go, normalizeArch). */
const normalizeArchitecture = (architecture) => {
    const lower = architecture.toLowerCase();
    return architectureNames[lower] ?? lower;
};
/** Variants that mean the same as none. */
const defaultVariants = { amd64: ['v1'], arm64: ['v8', '8'] };
/** The variant that counts in a comparison; '' for the usual one. */
const normalizeVariant = ({ architecture, variant = '' }) => {
    const lower = variant.toLowerCase();
    const isUsual = architecture.toLowerCase() === 'i386' ||
        (defaultVariants[normalizeArchitecture(architecture)]?.includes(lower) ?? false);
    return isUsual ? '' : lower;
};
/** Fits every host when it is missing, and none when it cannot be read (platform_windows_compat.go). */
const matchesVersion = (hostBuild, osVersion, oldest) => {
    if (osVersion === '')
        return true;
    const [, major, minor, third] = /^(\d+)\.(\d+)\.(\d+)(?:\.|$)/.exec(osVersion) ?? [];
    const build = Number(third);
    if (Number(major) !== 10 || Number(minor) !== 0)
        return false;
    if (hostBuild < firstStableBuild)
        return build === hostBuild;
    return oldest(hostBuild) <= build && build <= hostBuild;
};
/** The host's architecture and those that stand in for it, the best first. */
const architecturesOf = ({ architecture }, { allows386 }) => allows386 && architecture === 'amd64' ? ['amd64', '386'] : [architecture];
/** 0: the host's own architecture; 1: one that stands in for it; -1: another one. */
const architectureRank = (target, platform, rules) => normalizeVariant(platform) === ''
    ? architecturesOf(target, rules).indexOf(normalizeArchitecture(platform.architecture))
    : -1;
/** A feature that is listed twice is compared twice, and not found the second time. */
const hasFeatures = ({ osFeatures = [] }) => osFeatures.length === 0 || (osFeatures.length === 1 && osFeatures[0] === 'win32k');
/** Whether a host takes an image of that platform (containerd/platforms, NewMatcher). */
const matchesPlatform = (target, platform, rules) => platform.os.toLowerCase() === 'windows' &&
    architectureRank(target, platform, rules) >= 0 &&
    matchesVersion(target.build, platform.osVersion ?? '', rules.oldestBuild) &&
    (!rules.checksFeatures || hasFeatures(platform));


/***/ }),

/***/ 8147:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ simulatePulls)
});

// UNUSED EXPORTS: startOn

;// CONCATENATED MODULE: ./src/windows/hosts.ts
const host = (name, build, client = false, architecture = 'amd64') => ({
    name,
    build,
    client,
    architecture
});
/** Windows Server releases that are supported and have base images. */
const server2016 = host('Windows Server 2016', 14_393);
const server2019 = host('Windows Server 2019', 17_763);
const server2022 = host('Windows Server 2022', 20_348);
const server2025 = host('Windows Server 2025', 26_100);
/** 26H2 (build 26300) and 26H1 (28000) choose like 25H2; 24H2 has the build of Windows Server 2025. */
const windows11 = host('Windows 11 25H2', 26_200, true);
const windows11Arm = host('Windows 11 25H2 on Arm', 26_200, true, 'arm64');
/** In the order in which they are shown. */
const commonHosts = [server2016, server2019, server2022, server2025, windows11, windows11Arm];

// EXTERNAL MODULE: ./src/windows/platform-match.ts
var platform_match = __webpack_require__(7138);
;// CONCATENATED MODULE: ./src/windows/pull.ts

/** The descriptors that have a platform, with their positions. */
const withIndex = (list) => list.flatMap(({ platform }, index) => (platform === undefined ? [] : [{ index, platform }]));
/** The third part of a version. moby takes a build that it cannot read for an old one (checkImageCompatibility). */
const dockerBuild = (osVersion = '') => {
    const parts = osVersion.split('.');
    const build = parts.length >= 3 && /^[+-]?\d+$/.test(parts[2] ?? '') ? Number(parts[2]) : 0;
    // Go's Atoi fails on more than 64 bits.
    return Number.isSafeInteger(build) ? build : 0;
};
/**
 * dockerd with its own image store (moby daemon/internal/distribution/pull_v2_windows.go, the same from 20.10 to
 * 29.8): takes every build up to the host's, an image of the host's own build first, otherwise in the list's order.
 * It skips descriptors without a platform.
 */
const pickDocker = ({ build }, list) => {
    const own = `10.0.${build}.`;
    const fitting = withIndex(list).filter(({ platform }) => platform.os.toLowerCase() === 'windows' &&
        // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
        platform.architecture === 'amd64' &&
        dockerBuild(platform.osVersion) <= build);
    const isOwn = ({ platform }) => platform.osVersion?.startsWith(own) ?? false;
    return [...fitting.filter(isOwn), ...fitting.filter(one => !isOwn(one))].map(({ index }) => index);
};
/**
 * containerd considers descriptors without a platform last, and looks into the config of the one that it takes
 * (core/images/image.go, Manifest).
 */
const withoutPlatform = (host, list, fits) => {
    const bare = list.flatMap(({ platform, image }, index) => (platform === undefined ? [{ index, image }] : []));
    const [first] = bare;
    return first?.image === undefined || fits(host, first.image) ? bare.map(({ index }) => index) : [];
};
const pickSorted = (fits, compare) => (host, list) => {
    const fitting = withIndex(list)
        .filter(({ platform }) => fits(host, platform))
        .sort((a, b) => compare(a.platform, b.platform, host))
        .map(({ index }) => index);
    return fitting.length > 0 ? fitting : withoutPlatform(host, list, fits);
};
const fitsBy = (rules) => (host, platform) => (0,platform_match/* matchesPlatform */.pC)(host, platform, rules);
const featureCount = ({ osFeatures = [] }) => osFeatures.length;
/** The first in the list; where the engine compares features, those with more of them before others. */
const pickFirst = (rules) => pickSorted(fitsBy(rules), (a, b, host) => (0,platform_match/* architectureRank */.wb)(host, a, rules) - (0,platform_match/* architectureRank */.wb)(host, b, rules) ||
    (rules.checksFeatures ? featureCount(b) - featureCount(a) : 0));
/** The greatest os.version as a string: "10.0.26100.4061" is greater than "10.0.26100.33296". */
const pickGreatestOsVersion = (rules) => pickSorted(fitsBy(rules), ({ osVersion: a = '' }, { osVersion: b = '' }) => (a === b ? 0 : a > b ? -1 : 1));
/** The fourth part of a version; 0 where it is missing or not a number of 64 bits. */
const revisionOf = ({ osVersion = '' }) => {
    const revision = Number(/^(?:[^.]*\.){3}([+-]?\d+)(?:\.|$)/.exec(osVersion)?.[1] ?? 0);
    return Number.isSafeInteger(revision) ? revision : 0;
};
/**
 * The highest revision (UBR) as a number, whatever the build: an older Windows with a higher one wins. containerd 1.6
 * knows the os in lower case only.
 */
const pickHighestRevision = (rules) => pickSorted((host, platform) => platform.os === 'windows' && (0,platform_match/* matchesPlatform */.pC)(host, platform, rules), (a, b) => revisionOf(b) - revisionOf(a));

;// CONCATENATED MODULE: ./src/windows/engines.ts



const defaults = { allows386: false, checksFeatures: false };
const { untilRc1, rc2ToRc4, fromRc5 } = platform_match/* oldestBuild */.s;
/** dockerd with its own image store, the default on Windows; hardly anybody sets `features.containerd-snapshotter`. */
const docker = (name, pick, hosts = []) => ({
    name,
    kind: 'docker',
    // dockerd for Windows exists for amd64 only; Windows on Arm emulates it.
    pick: (host, list) => pick({ ...host, architecture: 'amd64' }, list),
    downloadsAll: false,
    hosts
});
const containerd = (name, pick, more = {}) => ({
    name,
    kind: 'containerd',
    pick,
    downloadsAll: false,
    hosts: [],
    ...more
});
/**
 * The engines, by versions that choose alike; `__tests__/unit/pull-table.test.ts` compares them with what the engines' own
 * code took of 529 lists. Who runs which was looked up on 2026-11-30 (newest source: September 2026):
 *
 * - Docker, own store: GitHub-hosted windows-2022 and windows-2025, 29.7.2 since 2026-08-31 (runner-images
 *   Install-Docker.ps1, runner-images#14631); Docker Desktop 4.91.0 with Engine 29.8.0 since 2026-09-14 (docker/docs#26033;
 *   store: moby daemon/image_store_choice.go).
 * - containerd 1.7.6 to 2.1.5: AKS, 2.0.4 on Windows Server 2025 and 1.7.20 on 2022 (AgentBaker components.json,
 *   2026-08-21); EKS, 1.7.30 on 2022 up to Kubernetes 1.33 (eks-ami-versions-windows, January 2026); GKE, 1.7 or 2.0 on
 *   2019 and 2022 (GKE page on containerd 2). Of these versions 2.1.0 to 2.1.5 download every image that fits.
 * - containerd 2.1.6 to 2.2: EKS, 2.1.6 on 2022 since Kubernetes 1.34 and on 2025 since 1.35 (eks-ami-versions-windows,
 *   April 2026).
 */
const engines = [
    docker('Docker 20.10+', pickDocker, [server2016, server2019, server2022, server2025, windows11, windows11Arm]),
    docker('Docker 25–28 (containerd store)', pickFirst({ ...defaults, oldestBuild: untilRc1, allows386: true })),
    docker('Docker 29.0–29.5 (containerd store)', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 })),
    docker('Docker 29.6–29.7 (containerd store)', pickFirst({ oldestBuild: rc2ToRc4, allows386: true, checksFeatures: true })),
    docker('Docker after 29.7 (containerd store)', pickFirst({ oldestBuild: fromRc5, allows386: true, checksFeatures: true })),
    containerd('containerd 1.6.23–1.6.39', pickHighestRevision({ ...defaults, oldestBuild: untilRc1 })),
    containerd('containerd 1.7.6–2.1.5', pickFirst({ ...defaults, oldestBuild: untilRc1 }), {
        hosts: [server2019, server2022, server2025]
    }),
    containerd('containerd 2.1.6–2.2', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4 }), {
        downloadsAll: true,
        hosts: [server2022, server2025]
    }),
    containerd('containerd 2.3', pickGreatestOsVersion({ ...defaults, oldestBuild: rc2ToRc4, checksFeatures: true }), {
        downloadsAll: true
    }),
    containerd('containerd 2.4+', pickGreatestOsVersion({ ...defaults, oldestBuild: fromRc5, checksFeatures: true }), {
        downloadsAll: true
    })
];

// EXTERNAL MODULE: ./src/windows/isolation.ts
var windows_isolation = __webpack_require__(8937);
// EXTERNAL MODULE: ./src/windows/os-version.ts
var os_version = __webpack_require__(2118);
;// CONCATENATED MODULE: ./src/windows/pull-simulation.ts





const buildOf = (platform) => (0,os_version/* parseOsVersion */.u)(platform?.osVersion ?? '')?.build;
/** What an image is: as its config says, otherwise as its descriptor says. */
const contentOf = ({ platform, image }) => image ?? platform;
/**
 * Whether an image starts on a host. A Server starts images of older Windows only where it is asked for Hyper-V; Windows
 * 10 and 11 use Hyper-V by default (moby daemon_windows.go, setDefaultIsolation). dockerd is an amd64 program, and Windows
 * on Arm starts no amd64 containers (docker/for-win#14368). An image without os.version, like those for HostProcess
 * containers, counts as one of the host's own build.
 */
const startOn = (host, kind, image) => {
    if (image.os.toLowerCase() !== 'windows')
        return 'never';
    if ((0,platform_match/* normalizeArchitecture */.dV)(image.architecture) !== host.architecture)
        return 'never';
    if (kind === 'docker' && host.architecture !== 'amd64')
        return 'never';
    const isolation = (0,windows_isolation/* isolationFor */.Q)(host, buildOf(image) ?? host.build);
    if (isolation === 'process')
        return 'by itself';
    if (isolation === undefined || kind === 'containerd')
        return 'never';
    return host.client ? 'by itself' : 'with hyperv';
};
/** Position of the newest image that starts by itself; of two of one build the first. */
const newestThatStarts = (host, kind, list) => {
    let newest;
    for (const [index, listed] of list.entries()) {
        const content = contentOf(listed);
        const build = buildOf(content);
        if (content === undefined || build === undefined || startOn(host, kind, content) !== 'by itself')
            continue;
        if (newest === undefined || build > newest.build)
            newest = { index, build };
    }
    return newest?.index;
};
const pullOf = (host, engine, list) => {
    const fitting = engine.pick(host, list);
    const [index] = fitting;
    const taken = index === undefined ? undefined : contentOf(list[index] ?? {});
    const start = taken === undefined ? 'never' : startOn(host, engine.kind, taken);
    const newest = newestThatStarts(host, engine.kind, list);
    const isWorse = newest !== undefined &&
        (start !== 'by itself' || (buildOf(taken) ?? 0) < (buildOf(contentOf(list[newest] ?? {})) ?? 0));
    return {
        host,
        engine,
        index,
        start,
        newerMatch: isWorse ? newest : undefined,
        unused: engine.downloadsAll ? fitting.slice(1) : []
    };
};
/** Hosts that are rare, and shown where a list has something for them. */
const isShown = (host, list) => {
    const windows = list.flatMap(listed => contentOf(listed) ?? []).filter(({ os }) => os.toLowerCase() === 'windows');
    if (host === server2016)
        return windows.some(image => buildOf(image) === host.build);
    return host !== windows11Arm || windows.some(image => (0,platform_match/* normalizeArchitecture */.dV)(image.architecture) === host.architecture);
};
/** What every host gets from a list with each of the engines that people run on it, and whether it starts. */
const simulatePulls = (list) => commonHosts
    .filter(host => isShown(host, list))
    .flatMap(host => engines.filter(({ hosts }) => hosts.includes(host)).map(engine => pullOf(host, engine, list)));


/***/ }),

/***/ 2852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ fillRelease),
/* harmony export */   Lb: () => (/* binding */ replacePlaceholders),
/* harmony export */   XT: () => (/* binding */ variesByRelease),
/* harmony export */   fI: () => (/* binding */ releasePlaceholder),
/* harmony export */   gH: () => (/* binding */ namesRelease),
/* harmony export */   yQ: () => (/* binding */ fillForRelease)
/* harmony export */ });
/* harmony import */ var _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2689);

/** What a string holds in place of a release's name, which may have blanks inside its braces. */
const releasePlaceholder = '{{release}}';
const pattern = /\{\{\s*release\s*\}\}/g;
/** Writes the name of a release in place of every `{{release}}`. */
const fillRelease = (value, name) => value.replace(pattern, () => name);
/** Whether a string differs from release to release. */
const namesRelease = (value) => fillRelease(value, '') !== value;
const anyPlaceholder = /\{\{\s*(release|year)\s*\}\}/g;
/**
 * Writes something in place of every `{{release}}` and `{{year}}`.
 *
 * @param write makes it from the placeholder as it is usually written
 */
const replacePlaceholders = (value, write) => value.replace(anyPlaceholder, (_, name) => write(`{{${name}}}`));
/** Whether a string holds `{{release}}` or `{{year}}`. */
const variesByRelease = (value) => replacePlaceholders(value, () => '') !== value;
/**
 * Fills `{{release}}` and `{{year}}`. Other placeholders stay.
 *
 * @param input the input that the string is of
 * @throws UserError that names the input where the release has no year
 */
const fillForRelease = (input, value, { name, year }) => replacePlaceholders(value, placeholder => {
    if (placeholder === releasePlaceholder)
        return name;
    if (year !== undefined)
        return String(year);
    throw new _common_user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo({
        input,
        what: `${name} is not a Windows Server of a year, so '${value}' cannot be filled`,
        remedy: `use ${releasePlaceholder}, or leave ${name} to a step of its own`
    });
});


/***/ }),

/***/ 2171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K3: () => (/* binding */ nearestRelease),
/* harmony export */   QZ: () => (/* binding */ namedReleases),
/* harmony export */   Qt: () => (/* binding */ supportNotice),
/* harmony export */   _M: () => (/* binding */ isSameRelease),
/* harmony export */   dv: () => (/* binding */ findRelease),
/* harmony export */   hY: () => (/* binding */ hasEnded),
/* harmony export */   nL: () => (/* binding */ releaseOfHost),
/* harmony export */   uh: () => (/* binding */ releaseNames),
/* harmony export */   y2: () => (/* binding */ releaseOfImage),
/* harmony export */   yV: () => (/* binding */ endOfSupport)
/* harmony export */ });
/* unused harmony export windowsReleases */
/* harmony import */ var _common_nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7535);
/* harmony import */ var _common_time_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(292);


const core = ['servercore', 'nanoserver'];
const windows = (name, build, endOfSupport, more = {}) => ({
    os: 'windows',
    name,
    build,
    endOfSupport,
    aliases: [],
    architecture: 'amd64',
    families: core,
    ...more
});
/** The full Windows stands in the repository `windows` itself. */
const full = [...core, 'windows'];
/**
 * Builds: hcsshim osversion/windowsbuilds.go. Families: container-base-images.md; nanoserver:sac2016 is older than the tag
 * ltsc2016. Newest first.
 *
 * Ends of support (the end of security updates for LTSC releases): Microsoft's base-image-lifecycle.md of 2025-07-15. For
 * ltsc2025 that page says 2034-10-10, and that the lifecycle pages take precedence; the one of Windows Server 2025 says
 * 2034-11-14 (learn.microsoft.com/lifecycle/products/windows-server-2025).
 */
const windowsReleases = [
    windows('ltsc2025', 26100, '2034-11-14', { year: 2025, runner: 'windows-2025', families: [...core, 'server'] }),
    windows('ltsc2025-arm64', 26100, '2034-11-14', { year: 2025, architecture: 'arm64' }),
    windows('ltsc2022', 20348, '2031-10-14', { year: 2022, runner: 'windows-2022', families: [...core, 'server'] }),
    windows('20H2', 19042, '2022-08-09', { families: full }),
    windows('2004', 19041, '2021-12-14', { families: full }),
    windows('1909', 18363, '2021-05-11', { families: full }),
    windows('1903', 18362, '2020-12-08', { families: full }),
    windows('ltsc2019', 17763, '2029-01-09', { year: 2019, aliases: ['1809'], families: full }),
    windows('1803', 17134, '2019-11-12'),
    windows('1709', 16299, '2019-04-09'),
    windows('ltsc2016', 14393, '2027-01-12', {
        year: 2016,
        aliases: ['sac2016'],
        families: ['servercore'],
        earlierEnds: { nanoserver: '2018-10-09' }
    })
];
/** Days before the end of support in which it is announced. */
const noticeDays = 90;
/** Last day on which a release's base images of a family get updates, as YYYY-MM-DD. */
const endOfSupport = (release, family = '') => release.earlierEnds?.[family] ?? release.endOfSupport;
/** Days left until the end of support; 0 or less after it. */
const daysLeft = (release, now, family) => Math.ceil((Date.parse(`${endOfSupport(release, family)}T23:59:59Z`) - now) / _common_time_js__WEBPACK_IMPORTED_MODULE_0__/* .msPerDay */ .q1);
/**
 * Whether a release's base images get no updates any more.
 *
 * @param now milliseconds since 1970
 */
const hasEnded = (release, now, family) => daysLeft(release, now, family) < 1;
/**
 * What to say about the support of a release's base images; undefined while it has long to go.
 *
 * @param now milliseconds since 1970
 * @param family the kind of base image, where it is known: some kinds end before the others
 */
const supportNotice = (release, now, family) => {
    const [days, end] = [daysLeft(release, now, family), endOfSupport(release, family)];
    const images = `the base images of ${release.name}${release.earlierEnds?.[family ?? ''] === undefined ? '' : ` (${family ?? ''})`}`;
    if (days > noticeDays)
        return undefined;
    return days < 1
        ? `Microsoft has not updated ${images} since ${end}: images of it get no security fixes.`
        : `Microsoft stops updating ${images} on ${end}, in ${days} days.`;
};
const linuxPlatforms = [
    { os: 'linux', name: 'linux-amd64', architecture: 'amd64', runner: 'ubuntu-24.04' },
    { os: 'linux', name: 'linux-arm64', architecture: 'arm64', runner: 'ubuntu-24.04-arm' },
    { os: 'linux', name: 'linux-arm-v7', architecture: 'arm', variant: 'v7' }
];
/** A release under its other names. A family that ended earlier is why there is another name: `nanoserver:sac2016`. */
const underOtherNames = (release) => release.aliases.map(name => ({
    ...release,
    name,
    aliases: [release.name, ...release.aliases.filter(other => other !== name)],
    families: [...release.families, ...Object.keys(release.earlierEnds ?? {})]
}));
/** Every release and platform under each of its names, under the main ones first. */
const namedReleases = [
    ...windowsReleases,
    ...linuxPlatforms,
    ...windowsReleases.flatMap(underOtherNames)
];
/** Every name under which a release or platform is known, the main ones first. */
const releaseNames = namedReleases.map(({ name }) => name);
/** The release of that name, which it keeps; case does not count (`20h2`). */
const findRelease = (value) => {
    const wanted = value.toLowerCase();
    return namedReleases.find(({ name }) => name.toLowerCase() === wanted);
};
/** Whether both are one release, whatever its name. */
const isSameRelease = (a, b) => a.name === b.name || (a.os === 'windows' && a.aliases.includes(b.name));
/** The release that an unknown name may mean: `windows-2022`, `2022`, `ltsc22`, `linux/amd64`, or one that is misspelt. */
const nearestRelease = (value) => {
    const written = value.toLowerCase().replaceAll('/', '-');
    const year = /(?<!\d)(?:20)?(16|19|22|25)$/.exec(written)?.[1];
    if (findRelease(written) !== undefined)
        return written;
    return year === undefined ? (0,_common_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearest */ .p)(written, releaseNames) : `ltsc20${year}`;
};
/** First build of a Windows that the table cannot know: the insider builds of the next Server begin here. */
const beyondTable = 26_491;
/** Windows 11 26H1, a client; 26H2 is the build 26300 below them. */
const windows11Of26H1 = 28_000;
/**
 * The release whose images run on a host of that build without Hyper-V, else the nearest older one.
 * Windows 11 and the annual channel run ltsc2022 or ltsc2025 images (version-compatibility.md).
 */
const releaseOfHost = (build, architecture = 'amd64') => {
    const candidates = windowsReleases.filter(release => release.architecture === architecture);
    const exact = candidates.find(release => release.build === build);
    if (exact !== undefined)
        return { release: exact, match: 'exact' };
    const older = candidates.find(release => release.build < build && release.name.startsWith('ltsc'));
    if (older === undefined)
        return undefined;
    return { release: older, match: build >= beyondTable && build !== windows11Of26H1 ? 'newer' : 'client' };
};
/** The release that an image of that build and architecture belongs to. */
const releaseOfImage = (build, architecture) => windowsReleases.find(release => release.build === build && release.architecture === architecture);


/***/ })

};
