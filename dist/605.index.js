export const id = 605;
export const ids = [605];
export const modules = {

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
// EXTERNAL MODULE: ./src/inputs/shared.ts
var inputs_shared = __webpack_require__(5940);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/oci/json.ts
var json = __webpack_require__(1691);
;// CONCATENATED MODULE: ./src/inputs/spec.ts



/** A file that describes a list has some hundred lines. */
const largestFile = 1024 * 1024;
const fail = (what) => {
    throw new errors/* InputError */.d('spec', what, "write it as manifest-tool's README shows: image, tags, manifests with image and platform");
};
const spec_text = (value, where) => {
    if (value === undefined || value === null)
        return undefined;
    return typeof value === 'string' ? value : fail(`${where} is not a text`);
};
const list = (value, where) => value === undefined || value === null ? [] : Array.isArray(value) ? value : fail(`${where} is not a list`);
const texts = (value, where) => list(value, where).flatMap((item, i) => spec_text(item, `${where}[${i}]`) ?? []);
const readPlatform = (value, where) => {
    if (value === undefined || value === null)
        return {};
    if (!(0,json/* isRecord */.u)(value))
        return fail(`${where} is not a mapping`);
    const member = (...names) => names.map(name => spec_text(value[name], `${where}.${name}`)).find(found => found !== undefined);
    const [os, architecture, variant] = [member('os'), member('architecture'), member('variant')];
    const osVersion = member('osversion', 'os.version');
    const osFeatures = texts(value.osfeatures ?? value['os.features'], `${where}.osfeatures`);
    return {
        ...(os === undefined ? {} : { os }),
        ...(architecture === undefined ? {} : { architecture }),
        ...(variant === undefined ? {} : { variant }),
        ...(osVersion === undefined ? {} : { osVersion }),
        ...(osFeatures.length === 0 ? {} : { osFeatures })
    };
};
const readManifest = (value, where) => {
    if (!(0,json/* isRecord */.u)(value))
        return fail(`${where} is not a mapping`);
    const image = spec_text(value.image, `${where}.image`);
    return { image: image ?? fail(`${where} has no image`), platform: readPlatform(value.platform, `${where}.platform`) };
};
/** `image` may carry the first tag, as manifest-tool wants it. */
const readTarget = (image, more) => {
    const colon = image?.lastIndexOf(':') ?? -1;
    const tagged = image !== undefined && colon > image.lastIndexOf('/');
    const tags = [...(tagged ? [image.slice(colon + 1)] : []), ...more];
    return {
        ...(image === undefined ? {} : { image: tagged ? image.slice(0, colon) : image }),
        ...(tags.length === 0 ? {} : { tags: tags.join('\n') })
    };
};
/** Annotations as lines of the input; a line break would make two of one. */
const readAnnotations = (value) => {
    if (value === undefined || value === null)
        return {};
    if (!(0,json/* isRecord */.u)(value))
        return fail('annotations is not a mapping');
    const lines = Object.entries(value).map(([key, item]) => `${key}=${spec_text(item, `annotations.${key}`) ?? ''}`);
    const broken = lines.find(line => /[\r\n]/.test(line));
    if (broken !== undefined)
        fail(`annotations.${broken.split('=')[0] ?? ''} has more than one line`);
    return lines.length === 0 ? {} : { annotations: lines.join('\n') };
};
/** @throws InputError that names the member which is wrong */
const parseSpec = async (yaml) => {
    const { parse } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    let spec;
    try {
        // Aliases could make a small file huge; manifest-tool's files need none. All scalars are texts: a tag 2.10 is no number.
        spec = parse(yaml, { maxAliasCount: 0, schema: 'failsafe', customTags: ['null'], logLevel: 'error' });
    }
    catch (cause) {
        return fail(`it is not YAML (${cause.message.split('\n')[0] ?? ''})`);
    }
    if (!(0,json/* isRecord */.u)(spec))
        return fail('it is not a mapping');
    return {
        inputs: {
            ...readTarget(spec_text(spec.image, 'image'), texts(spec.tags, 'tags')),
            ...readAnnotations(spec.annotations)
        },
        manifests: list(spec.manifests, 'manifests').map((item, i) => readManifest(item, `manifests[${i}]`))
    };
};
/** @throws InputError when the file cannot be read, or is no such YAML */
const readSpec = async (path) => {
    let yaml;
    try {
        yaml = await (0,promises_.readFile)(path, 'utf8');
    }
    catch (cause) {
        throw new errors/* InputError */.d('spec', `'${path}' cannot be read`, 'give the path of a file in the workspace', cause);
    }
    return yaml.length > largestFile ? fail(`'${path}' is larger than ${largestFile} bytes`) : parseSpec(yaml);
};

// EXTERNAL MODULE: ./src/inputs/tags.ts
var tags = __webpack_require__(4480);
;// CONCATENATED MODULE: ./src/inputs/manifest.ts








const listTypes = ['auto', 'docker', 'oci'];
/** A reference, with patterns; or a bare digest of the image's own repository, as an output `digest` gives it. */
const readReference = (input, text, own, subject) => {
    if ((0,digest/* isDigest */.Bc)(text))
        return { ...own, digest: text };
    if (/^sha(?:256|512):/i.test(text)) {
        throw new errors/* InputError */.d(input, `'${text}' is not a digest`, 'a digest is sha256: and 64 hexadecimal digits in lower case');
    }
    const filled = (0,tags/* fillPatterns */.r)(input, text, subject);
    if (filled === undefined) {
        throw new errors/* InputError */.d(input, `the pattern in '${text}' cannot be filled`, 'it needs a version: start the run by a tag that is one, or write the tag out');
    }
    try {
        return (0,reference/* parseReference */.F2)(filled);
    }
    catch (error) {
        throw new errors/* InputError */.d(input, error.message, "write references like 'ghcr.io/org/app:v1-ltsc2022'", error);
    }
};
/** The inputs, with what the spec says where an input is not given. */
const overlay = (read, { inputs }) => (0,reader/* inputReader */.c)(name => read.text(name) ?? inputs[name] ?? '');
const noSpec = { inputs: {}, manifests: [] };
/**
 * Reads the inputs, and the file that `spec` names.
 *
 * @throws InputError that names the input
 */
const readManifestInputs = async (given, context) => {
    const path = given.text('spec');
    const spec = path === undefined ? noSpec : await readSpec(path);
    const read = overlay(given, spec);
    const shared = (0,inputs_shared/* readPublishInputs */.RY)(read, context);
    const [own] = shared.images;
    const names = read.words('releases');
    const found = names.includes('found');
    if (found && names.length > 1) {
        throw new errors/* InputError */.d('releases', "'found' stands for all releases and takes no others beside it", "write 'found' alone, or the releases alone");
    }
    const sources = [
        ...read.words('sources').map(text => ({
            reference: readReference('sources', (0,references/* withLowerRepository */.Eg)(text), own, shared.subject),
            platform: {}
        })),
        ...spec.manifests.map(({ image, platform }) => ({
            reference: readReference('spec', image, own, shared.subject),
            platform
        }))
    ];
    if (names.length === 0 && sources.length === 0) {
        throw new errors/* InputError */.d('releases', 'nothing says what the list is made of', "give 'releases' (for instance: ltsc2022, ltsc2025), 'sources' or 'spec'");
    }
    return {
        ...shared,
        releases: found ? 'found' : (0,inputs_shared/* readReleases */.tl)(names),
        sources,
        annotations: read.record('annotations'),
        mediaType: read.choice('media-type', listTypes, 'auto'),
        keepExisting: read.flag('keep-existing', false),
        allowStale: read.flag('allow-stale', false),
        allowDowngrade: read.flag('allow-downgrade', false),
        allowMissingOsVersion: read.flag('allow-missing-os-version', false)
    };
};


/***/ })

};
