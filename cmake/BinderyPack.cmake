# `cpack` in the build folder makes bindery.deb and an archive of what is installed.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME bindery)
set(CPACK_PACKAGE_VENDOR bindery)
set(CPACK_PACKAGE_CONTACT "bindery <maintainers@bindery.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "A header-only C++20 library, the same compiled once, and the generator that writes headers from pages.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
# What the headers include; what the generator links is found by looking at it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libboost-dev (>= 1.81) | libboost1.81-dev, libboost-json-dev (>= 1.81) | libboost-json1.81-dev, libssl-dev (>= 3.0)"
)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libhiredis-dev, zlib1g-dev")
find_program(BINDERY_SHLIBDEPS dpkg-shlibdeps)
mark_as_advanced(BINDERY_SHLIBDEPS)
if(BINDERY_SHLIBDEPS AND BINDERY_BUILD_CODEGEN)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
endif()

include(CPack)
