# cmake -D INCLUDE=<include> -P check_src.cmake
# Fails unless bindery/src.hpp includes every .ipp file.
file(READ "${INCLUDE}/bindery/src.hpp" src)
file(GLOB_RECURSE bodies RELATIVE "${INCLUDE}" "${INCLUDE}/bindery/*.ipp")
foreach(body IN LISTS bodies)
    string(FIND "${src}" "#include <${body}>" position)
    if(position EQUAL -1)
        message(SEND_ERROR "bindery/src.hpp does not include <${body}>")
    endif()
endforeach()
