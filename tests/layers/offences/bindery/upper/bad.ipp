#  include <bindery/neighbour/bad.hpp>
#include "bindery/nowhere.hpp"
#include <openssl/evp.h>
#include <boost/asio.hpp>
#include <bindery/src.hpp>
