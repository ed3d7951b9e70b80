# The .deb, looked at and used without being installed.
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

find_program(DPKG dpkg)
find_program(DPKG_DEB dpkg-deb)
if(NOT DPKG OR NOT DPKG_DEB)
    message("dpkg is not installed: left out")
    return()
endif()
get_filename_component(bin "${CMAKE_COMMAND}" DIRECTORY)
run("${bin}/cpack" --config "${BINDERY_BUILD}/CPackConfig.cmake" -G DEB -B "${WORK}" -C "${CONFIG}")
file(GLOB deb "${WORK}/*.deb")

run("${DPKG_DEB}" --info "${deb}")
foreach(field IN ITEMS "Package: bindery\n" "Version: ${VERSION}\n" "Maintainer: " "Homepage: https://"
        "Depends: [^\n]*libboost-dev [^\n]*libboost-json-dev [^\n]*libssl-dev "
        "Depends: [^\n]*libc6 [^\n]*libxml2 " # what dpkg-shlibdeps saw in the generator
)
    if(NOT output MATCHES "${field}")
        message(FATAL_ERROR "The .deb should state /${field}/ and states\n${output}")
    endif()
endforeach()

run("${DPKG}" --extract "${deb}" "${WORK}/root")
foreach(file IN ITEMS share/doc/bindery/README.md share/doc/bindery/docs/spec-format.md share/licenses/bindery/LICENSE)
    if(NOT EXISTS "${WORK}/root/usr/${file}")
        message(FATAL_ERROR "The .deb lacks ${file}")
    endif()
endforeach()
run("${WORK}/root/usr/bin/bindery-gen" --help)
find_below("${WORK}/root/usr")
build_and_test("${CMAKE_CURRENT_LIST_DIR}/small" "${WORK}/build" -D COMPONENTS=compiled -D LIBRARY=bindery::compiled)
