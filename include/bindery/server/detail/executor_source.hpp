#ifndef BINDERY_SERVER_DETAIL_EXECUTOR_SOURCE_HPP
#define BINDERY_SERVER_DETAIL_EXECUTOR_SOURCE_HPP

#include <boost/asio/any_io_executor.hpp>

namespace bindery::detail {

/// An answer's observer that has an executor for asynchronous handlers to run on.
class executor_source {
public:
    virtual boost::asio::any_io_executor get_executor() = 0;

protected:
    ~executor_source() = default;
};

} // namespace bindery::detail

#endif
