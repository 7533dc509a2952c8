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

// EXTERNAL MODULE: ./src/inputs/tags.ts
var tags = __webpack_require__(4480);
;// CONCATENATED MODULE: ./src/inputs/manifest.ts








const listTypes = ['auto', 'docker', 'oci'];
/** A reference, with placeholders; or a bare digest of the image's own repository, as the output `digest` has it. */
const readReference = (input, value, own, subject) => {
    if ((0,digest/* isDigest */.Bc)(value))
        return { ...own, digest: value };
    if (/^sha(?:256|512):/i.test(value)) {
        throw new errors/* InputError */.dz(input, `'${value}' is not a digest`, `write ${digest/* digestForm */.JN}`);
    }
    const filled = (0,tags/* fillPlaceholders */.C)(input, value, subject);
    if (filled === undefined) {
        throw new errors/* InputError */.dz(input, `the placeholder in '${value}' needs a version, and there is none`, 'start the run from a version tag, or write the tag out');
    }
    return (0,errors/* parseInput */.CU)(input, filled, "write references like 'ghcr.io/org/app:v1-ltsc2022'", reference/* parseReference */.F2);
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
const readManifestInputs = async (given, context) => {
    const path = given.string('spec');
    const spec = path === undefined ? noSpec : await readSpec(path);
    const read = overlay(given, spec);
    const shared = (0,inputs_shared/* readPublishInputs */.RY)(read, context);
    const [own] = shared.images;
    const releases = readListed(read.list('releases'));
    const sources = [
        ...read.list('sources').map(value => ({
            reference: readReference('sources', (0,references/* withLowerRepository */.Eg)(value), own, shared.subject),
            platform: {}
        })),
        ...spec.manifests.map(({ image, platform }) => ({
            reference: readReference('spec', image, own, shared.subject),
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
        allowDowngrade: read.boolean('allow-downgrade', false),
        allowMissingOsVersion: read.boolean('allow-missing-os-version', false)
    };
};


/***/ })

};
