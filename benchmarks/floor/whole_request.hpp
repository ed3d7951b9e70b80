#ifndef BINDERY_BENCHMARKS_FLOOR_WHOLE_REQUEST_HPP
#define BINDERY_BENCHMARKS_FLOOR_WHOLE_REQUEST_HPP

// The floor for a whole request: the sum of the floors for writing and signing, and copying the header block, which is
// put together once but for the length and the signature.

#include "request_writer.hpp"
#include "signing.hpp"

namespace bench::floor {

/// Appends to a text whose room never shrinks.
inline void put(std::string& out, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts)
        out.append(part);
}

class tencent_request {
public:
    std::string_view make(const plain::execute_function& request) {
        const std::string_view body = writer_.write(request);
        char length[20];
        const char* const end = std::to_chars(length, length + sizeof length, body.size()).ptr;
        http_.clear();
        put(http_, {head_,
                    signer_.sign(body),
                    "\r\nContent-Length: ",
                    {length, static_cast<std::size_t>(end - length)},
                    "\r\n\r\n",
                    body});
        return http_;
    }

private:
    request_writer writer_;
    tc3_signer signer_;
    std::string head_ = std::string("POST / HTTP/1.1\r\nHost: ")
                            .append(vod::ExecuteFunction::about.host)
                            .append("\r\nContent-Type: application/json\r\nX-TC-Action: ExecuteFunction\r\n"
                                    "X-TC-Version: 2018-07-17\r\nX-TC-Timestamp: ")
                            .append(timestamp)
                            .append("\r\nAuthorization: ");
    std::string http_;
};

/// The job's three members in the order of their names, percent-encoded.
inline void write_query(std::string& out, const live::StartEdgeTranscodeJob& job) {
    const auto encode = [&](std::string_view text) {
        for (const char c : text) {
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                c == '_' || c == '~') {
                out += c;
            } else {
                const auto byte = static_cast<unsigned char>(c);
                const char escape[] = {'%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]};
                out.append(escape, sizeof escape);
            }
        }
    };
    out.clear();
    out += "ClusterId=";
    encode(job.ClusterId->view());
    out += "&JobId=";
    encode(job.JobId->view());
    if (job.RegionId) {
        out += "&RegionId=";
        encode(job.RegionId->view());
    }
}

class alibaba_request {
public:
    std::string_view make(const live::StartEdgeTranscodeJob& job, std::string_view nonce) {
        write_query(query_, job);
        http_.clear();
        put(http_, {"POST /?", query_, head_, nonce, "\r\nAuthorization: ", signer_.sign(query_, nonce),
                    "\r\nContent-Length: 0\r\n\r\n"});
        return http_;
    }

private:
    acs3_signer signer_;
    std::string query_;
    std::string head_ = std::string(" HTTP/1.1\r\nHost: live.aliyuncs.com\r\nx-acs-action: StartEdgeTranscodeJob\r\n"
                                    "x-acs-version: 2016-11-01\r\nx-acs-content-sha256: ")
                            .append(acs3_signer::empty_hash)
                            .append("\r\nx-acs-date: ")
                            .append(date_and_time)
                            .append("\r\nx-acs-signature-nonce: ");
    std::string http_;
};

} // namespace bench::floor

#endif
