// Calls bindery's servers with the vendors' own SDKs, and has their functions judge what its client sends.
// usage: node calls.cjs PEER, in a folder that has the packages

'use strict';

const assert = require('assert');
const { spawn, execFile } = require('child_process');
const http = require('http');
const net = require('net');
const path = require('path');
const querystring = require('querystring');

const peer = process.argv[2];
const load = (name) => require(require.resolve(name, { paths: [process.cwd()] }));

const { AbstractClient } = load('tencentcloud-sdk-nodejs-common/tencentcloud/common/abstract_client');
const Sign = load('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign').default;
const vod = load('tencentcloud-sdk-nodejs-vod').vod.v20180717;
const mps = load('tencentcloud-sdk-nodejs-mps').mps.v20190612;
const international = load('tencentcloud-sdk-nodejs-intl-en');
const openapi = load('@alicloud/openapi-client');
const util = load('@alicloud/openapi-util').default;
const { RPCClient } = load('@alicloud/pop-core');
const { RuntimeOptions } = require(require.resolve('@alicloud/tea-util', {
  paths: [path.dirname(require.resolve('@alicloud/openapi-client', { paths: [process.cwd()] }))],
}));

const plain = { secretId: 'AKIDtest', secretKey: 'the key' };
const temporary = { secretId: 'AKIDtemporary', secretKey: 'the other key', token: 'a session+token/=' };
const both = [plain, temporary];

// The SDKs call the clouds by their names; all of it ends on this machine, regional hosts at the server that is strict.
let ports = {};
http.Agent.prototype.createConnection = (options, done) =>
  options.host === '127.0.0.1' ? net.connect(options.port, options.host, done)
                               : net.connect(options.host.includes('.ap-') ? ports.strict : ports.sandbox, '127.0.0.1', done);

let made = 0;
let failed = 0;
async function check(name, call, expected) {
  ++made;
  let outcome;
  try {
    outcome = await call();
    if (expected !== undefined) throw new Error(`expected ${expected}, got ${JSON.stringify(outcome)}`);
    return outcome;
  } catch (error) {
    const code = error.code || '';
    const message = String(error.message);
    if (expected !== undefined && (code + ' ' + message).includes(expected)) return undefined;
    ++failed;
    console.error(`${name}: ${code} ${message}`);
    return undefined;
  }
}

function tencentProfile(signMethod, reqMethod) {
  return { signMethod, language: 'en-US', httpProfile: { reqMethod, protocol: 'http://', reqTimeout: 10 } };
}
const argument = '{"k": "v\u00e9\u4e2d *~\'()!&=+%"}';

async function callTencent(credential, signMethod, reqMethod) {
  const name = `tencent ${signMethod} ${reqMethod} ${credential.secretId}`;
  const profile = tencentProfile(signMethod, reqMethod);
  const config = { credential, region: 'ap-singapore', profile };
  const video = new vod.Client(config);
  const done = await check(`${name} vod`, () => video.ExecuteFunction({ FunctionName: 'ExampleFunc', FunctionArg: argument }));
  assert.ok(!done || done.Result === argument, name);
  await check(`${name} vod.ManageTask`, () => video.ManageTask({ TaskId: 'none', OperationType: 'Abort' }), 'InvalidParameter');
  await check(`${name} unknown member`, () => video.ManageTask({ TaskID: 'none' }), 'UnknownParameter');
  const media = new mps.Client(config);
  await check(`${name} mps`, () => media.ExecuteFunction({ FunctionName: 'ExampleFunc', FunctionArg: argument }));
  const board = new AbstractClient('tiw.tencentcloudapi.com', '2019-09-19', config);
  const task = await check(`${name} tiw`, () => board.request('DescribeVideoGenerationTask', { SdkAppId: 1400000001, TaskId: 't' }));
  assert.ok(!task || task.TaskId === 't', name);
  const wrong = new vod.Client({ ...config, credential: { ...credential, secretKey: 'wrong' } });
  await check(`${name} wrong key`, () => wrong.ManageTask({ TaskId: 't', OperationType: 'Abort' }), 'server string to sign is:');

  // The international SDK, which is another code base.
  const tiw = international.tiw.v20190919;
  const { Credential, ClientProfile, HttpProfile } = international.common;
  const http_ = new HttpProfile();
  Object.assign(http_, { reqMethod, protocol: 'http://', reqTimeout: 10 });
  const client = new tiw.Client(new Credential(credential.secretId, credential.secretKey, credential.token), 'ap-singapore',
                                new ClientProfile(signMethod, http_));
  const request = new tiw.Models.DescribeVideoGenerationTaskRequest();
  request.from_json_string(JSON.stringify({ SdkAppId: 1400000001, TaskId: 't' }));
  const one = await check(`${name} intl-en tiw`, () => new Promise((resolve, reject) =>
    client.DescribeVideoGenerationTask(request, (error, answer) => (error ? reject(error) : resolve(answer)))));
  assert.ok(!one || one.TaskId === 't', name);
}

let jobs = 0;
const nextJob = () => ({ ClusterId: 'c', JobId: `job ${jobs++} *~'()!&=+` });

function openapiClient(credential, signatureAlgorithm, endpoint = 'live.aliyuncs.com') {
  return new openapi.default(new openapi.Config({
    accessKeyId: credential.secretId, accessKeySecret: credential.secretKey, securityToken: credential.token,
    endpoint, protocol: 'http', signatureAlgorithm,
  }));
}
function callOpenapi(client, method, where, job, more = {}) {
  const params = new openapi.Params({
    action: 'StartEdgeTranscodeJob', version: '2016-11-01', protocol: 'HTTP', pathname: '/', method, authType: 'AK',
    style: 'RPC', bodyType: 'json', reqBodyType: where === 'json' ? 'json' : 'formData', ...more,
  });
  const request = new openapi.OpenApiRequest(where === 'query' ? { query: job } : { body: job });
  return client.callApi(params, request, new RuntimeOptions({ autoretry: false, readTimeout: 10000, connectTimeout: 10000 }));
}

async function callAlibaba(credential) {
  for (const algorithm of ['ACS3-HMAC-SHA256', 'ACS3-HMAC-SM3', 'v2']) {
    const client = openapiClient(credential, algorithm);
    for (const [method, where] of [['POST', 'query'], ['GET', 'query'], ['POST', 'form'], ['POST', 'json']]) {
      if (algorithm === 'v2' && where === 'json') continue; // which RPC requests never were
      const name = `alibaba ${algorithm} ${method} ${where} ${credential.secretId}`;
      const job = nextJob();
      const done = await check(name, () => callOpenapi(client, method, where, job));
      assert.ok(!done || done.body.JobId === job.JobId, name);
      await check(`${name} error`, () => callOpenapi(client, method, where, job), 'OperationDenied');
    }
    const wrong = openapiClient({ ...credential, secretKey: 'wrong' }, algorithm);
    await check(`alibaba ${algorithm} wrong key`, () => callOpenapi(wrong, 'POST', 'query', nextJob()), 'SignatureDoesNotMatch');
  }
  const rpc = new RPCClient({
    accessKeyId: credential.secretId, accessKeySecret: credential.secretKey, securityToken: credential.token,
    endpoint: 'http://live.aliyuncs.com', apiVersion: '2016-11-01',
  });
  for (const method of ['GET', 'POST']) {
    const job = nextJob();
    const name = `alibaba pop-core ${method} ${credential.secretId}`;
    const done = await check(name, () => rpc.request('StartEdgeTranscodeJob', job, { method, timeout: 10000 }));
    assert.ok(!done || done.JobId === job.JobId, name);
    await check(`${name} error`, () => rpc.request('StartEdgeTranscodeJob', job, { method, timeout: 10000 }), 'OperationDenied');
  }
}

// What is not taken is said so by name, in a form that the SDK shows.
async function callStrict() {
  const video = (signMethod, reqMethod) => {
    const profile = tencentProfile(signMethod, reqMethod);
    profile.httpProfile.endpoint = 'vod.ap-guangzhou.tencentcloudapi.com';
    return new vod.Client({ credential: plain, region: '', profile });
  };
  const endpoint = 'live.ap-southeast-1.aliyuncs.com';
  for (const method of ['HmacSHA1', 'HmacSHA256'])
    for (const verb of ['GET', 'POST']) {
      await check(`strict ${method} ${verb}`, () => video(method, verb).ManageTask({ TaskId: 't', OperationType: 'Abort' }),
                  `another signing scheme, "${method}"; this server takes TC3-HMAC-SHA256`);
    }
  await check('strict TC3', () => video('TC3-HMAC-SHA256', 'POST').ManageTask({ TaskId: 't', OperationType: 'Abort' }));
  const taken = '; this server takes ACS3-HMAC-SHA256, ACS3-HMAC-SM3';
  await check('strict v2', () => callOpenapi(openapiClient(plain, 'v2', endpoint), 'POST', 'query', nextJob()),
              `another signing scheme, "HMAC-SHA1"${taken}`);
  await check('strict ROA v2', () => callOpenapi(openapiClient(plain, 'v2', endpoint), 'POST', 'json', nextJob(), { style: 'ROA' }),
              `another signing scheme, "acs HMAC-SHA1 1.0"${taken}`);
  const rpc = new RPCClient({ accessKeyId: plain.secretId, accessKeySecret: plain.secretKey, endpoint: `http://${endpoint}`, apiVersion: '2016-11-01' });
  await check('strict pop-core', () => rpc.request('StartEdgeTranscodeJob', nextJob(), { method: 'POST' }), 'InvalidSignatureMethod');
}

// Judges a request of bindery's client with the SDKs' own functions; returns what is wrong with it.
function judge(request, body) {
  const url = new URL(request.url, 'http://x');
  const fields = request.headers;
  const query = Object.fromEntries(url.searchParams);
  const authorization = fields.authorization;
  const who = (id) => both.find((each) => each.secretId === id);
  const form = (fields['content-type'] || '').startsWith('application/x-www-form-urlencoded') ? { ...querystring.parse(body.toString()) } : {};
  if (authorization === undefined) {
    const { Signature, ...signed } = { ...query, ...form };
    if (signed.SecretId !== undefined) {
      const client = new AbstractClient(fields.host, signed.Version, {
        credential: who(signed.SecretId), profile: tencentProfile(signed.SignatureMethod, request.method),
      });
      return Signature === Sign.sign(who(signed.SecretId).secretKey, client.formatSignString(signed), signed.SignatureMethod);
    }
    return Signature === util.getRPCSignature(signed, request.method, who(signed.AccessKeyId).secretKey);
  }
  const [, algorithm, id] = authorization.match(/^(\S+) Credential=([^,/]+)/);
  if (algorithm.startsWith('ACS3-')) {
    const hash = util.hexEncode(util.hash(body, algorithm));
    const signed = Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'authorization'));
    return fields['x-acs-content-sha256'] === hash &&
      authorization === util.getAuthorization({ pathname: '/', method: request.method, query, headers: signed }, algorithm, hash, id, who(id).secretKey);
  }
  // The SDK's own function signs two of the fields that bindery signs, so only what both must agree in is compared.
  const expected = Sign.sign3({
    method: request.method, url: `http://${fields.host}${request.url}${url.search ? '' : '?'}`,
    payload: body.length ? body : '', timestamp: Number(fields['x-tc-timestamp']), service: 'vod', secretId: id,
    secretKey: who(id).secretKey, headers: { 'Content-Type': fields['content-type'] },
  });
  return authorization.split(', ')[0] === expected.split(', ')[0];
}

async function judgeClient() {
  const server = http.createServer((request, answer) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      ++made;
      let good = false;
      try {
        good = judge(request, Buffer.concat(pieces));
      } catch (error) {
        console.error(error);
      }
      if (!good) {
        ++failed;
        console.error(`the SDK does not agree with ${request.method} ${request.url}`, request.headers, Buffer.concat(pieces).toString());
      }
      const tencent = request.headers.host.includes('tencent');
      answer.setHeader('Content-Type', 'application/json');
      answer.end(tencent ? '{"Response":{"RequestId":"r"}}' : '{"RequestId":"r","JobId":"j"}');
    });
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const lines = await new Promise((resolve, reject) =>
    execFile(peer, ['call', `http://127.0.0.1:${server.address().port}`], { timeout: 30000 },
             (error, out) => (error ? reject(error) : resolve(out.trim().split('\n')))));
  server.close();
  server.closeAllConnections();
  for (const line of lines) {
    if (!line.endsWith(': ok')) {
      ++failed;
      console.error(line);
    }
  }
  assert.strictEqual(lines.length, 34);
}

async function main() {
  const server = spawn(peer, ['serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
  ports = JSON.parse(await new Promise((resolve) => server.stdout.once('data', resolve)));
  try {
    for (const credential of both) {
      for (const signMethod of ['TC3-HMAC-SHA256', 'HmacSHA1', 'HmacSHA256'])
        for (const reqMethod of ['POST', 'GET'])
          await callTencent(credential, signMethod, reqMethod);
      // Parts, as for operations that take files.
      const board = new AbstractClient('vod.tencentcloudapi.com', '2018-07-17', { credential, profile: tencentProfile('TC3-HMAC-SHA256', 'POST') });
      const parts = await check('tencent multipart', () => board.request('ExecuteFunction',
        { FunctionName: 'ExampleFunc', FunctionArg: Buffer.from(argument) }, { multipart: true }));
      assert.ok(!parts || parts.Result === argument);
      await callAlibaba(credential);
    }
    // It signs the name alone with TC3, and with the port before that.
    for (const signMethod of ['TC3-HMAC-SHA256', 'HmacSHA256']) {
      const profile = tencentProfile(signMethod, 'POST');
      profile.httpProfile.endpoint = `vod.sandbox.example:${ports.sandbox}`;
      const client = new vod.Client({ credential: plain, region: '', profile });
      await check(`a host with a port ${signMethod}`, () => client.ExecuteFunction({ FunctionName: 'ExampleFunc', FunctionArg: argument }));
    }
    await callStrict();
  } finally {
    server.stdin.end();
  }
  await judgeClient();
  console.log(`${made} calls, ${failed} of them not as expected`);
  process.exit(failed === 0 ? 0 : 1);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
