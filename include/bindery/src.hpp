#ifndef BINDERY_SRC_HPP
#define BINDERY_SRC_HPP

// Every body that is not a template, for the one translation unit of a program that is built with BINDERY_COMPILED. The
// CMake target bindery::compiled is that unit.

#ifndef BINDERY_COMPILED
#error "define BINDERY_COMPILED for the whole program when one of its files includes bindery/src.hpp"
#endif

#include <bindery/async_client.hpp>
#include <bindery/observe/json_lines.hpp>
#include <bindery/observe/prometheus.hpp>
#include <bindery/observe/text_log.hpp>
#include <bindery/paging.hpp>

#include <bindery/client/impl/core.ipp>
#include <bindery/client/impl/credentials.ipp>
#include <bindery/client/impl/refreshed.ipp>
#include <bindery/client/impl/start.ipp>
#include <bindery/impl/relaxation.ipp>
#include <bindery/impl/validate.ipp>
#include <bindery/json/impl/read.ipp>
#include <bindery/json/impl/write.ipp>
#include <bindery/observe/impl/json_lines.ipp>
#include <bindery/observe/impl/prometheus.ipp>
#include <bindery/observe/impl/text_log.ipp>
#include <bindery/protocol/impl/dispatcher.ipp>
#include <bindery/protocol/impl/incoming_call.ipp>
#include <bindery/protocol/impl/page_walk.ipp>
#include <bindery/protocol/impl/wait_pace.ipp>
#include <bindery/provider/impl/alibaba.ipp>
#include <bindery/provider/impl/alibaba_credentials.ipp>
#include <bindery/provider/impl/alibaba_gateway.ipp>
#include <bindery/provider/impl/alibaba_schemes.ipp>
#include <bindery/provider/impl/tencent.ipp>
#include <bindery/provider/impl/tencent_credentials.ipp>
#include <bindery/provider/impl/tencent_gateway.ipp>
#include <bindery/provider/impl/tencent_schemes.ipp>
#include <bindery/query/impl/parameters.ipp>
#include <bindery/query/impl/read.ipp>
#include <bindery/query/impl/write.ipp>
#include <bindery/sandbox/impl/sandbox.ipp>
#include <bindery/sandbox/impl/server.ipp>
#include <bindery/server/impl/environment.ipp>
#include <bindery/server/impl/listener.ipp>
#include <bindery/server/impl/self_signed.ipp>
#include <bindery/server/impl/server.ipp>
#include <bindery/signing/impl/acs3.ipp>
#include <bindery/signing/impl/acs3_verifier.ipp>
#include <bindery/signing/impl/authorization.ipp>
#include <bindery/signing/impl/canonical.ipp>
#include <bindery/signing/impl/credentials.ipp>
#include <bindery/signing/impl/digest.ipp>
#include <bindery/signing/impl/key_cache.ipp>
#include <bindery/signing/impl/parameter_scheme.ipp>
#include <bindery/signing/impl/parameter_verifier.ipp>
#include <bindery/signing/impl/secret.ipp>
#include <bindery/signing/impl/tc3.ipp>
#include <bindery/signing/impl/tc3_verifier.ipp>
#include <bindery/store/impl/memory.ipp>

#endif
