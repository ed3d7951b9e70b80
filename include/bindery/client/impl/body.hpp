#ifndef BINDERY_CLIENT_IMPL_BODY_HPP
#define BINDERY_CLIENT_IMPL_BODY_HPP

// A Beast body that fills a bindery::buffer.

#include <bindery/detail/buffer.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>
#include <boost/system/error_code.hpp>

namespace bindery::detail {

struct buffer_body {
    using value_type = buffer;

    class reader {
    public:
        template <bool IsRequest, class Fields>
        reader(boost::beast::http::header<IsRequest, Fields>&, buffer& out) noexcept : out_(out) {}

        void init(const boost::optional<std::uint64_t>&, boost::system::error_code& failure) noexcept {
            out_.clear();
            failure = {};
        }
        template <class Buffers>
        std::size_t put(const Buffers& buffers, boost::system::error_code& failure) {
            failure = {};
            std::size_t total = 0;
            for (auto at = boost::asio::buffer_sequence_begin(buffers); at != boost::asio::buffer_sequence_end(buffers);
                 ++at) {
                const boost::asio::const_buffer part = *at;
                out_.append(static_cast<const char*>(part.data()), part.size());
                total += part.size();
            }
            return total;
        }
        void finish(boost::system::error_code& failure) noexcept { failure = {}; }

    private:
        buffer& out_;
    };
};

} // namespace bindery::detail

#endif
