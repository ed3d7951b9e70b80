# An overlay port: it builds the checkout that it lies in. vcpkg-abi-settings.cmake has the checkout's files hashed.
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

# bindery::compiled is a static library whatever the triplet says.
vcpkg_check_linkage(ONLY_STATIC_LIBRARY)

vcpkg_check_features(OUT_FEATURE_OPTIONS features FEATURES codegen BINDERY_BUILD_CODEGEN redis BINDERY_REDIS gzip BINDERY_GZIP)

vcpkg_cmake_configure(
    SOURCE_PATH "${SOURCE_PATH}"
    OPTIONS
        ${features}
        -DBINDERY_BUILD_COMPILED=ON
        -DBINDERY_BUILD_TOOLS=OFF
        -DBINDERY_BUILD_EXAMPLES=OFF
        -DBINDERY_BUILD_TESTS=OFF
        -DBINDERY_WERROR=OFF
)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(CONFIG_PATH lib/cmake/bindery)
vcpkg_fixup_pkgconfig()
if("codegen" IN_LIST FEATURES)
    vcpkg_copy_tools(TOOL_NAMES bindery-gen AUTO_CLEAN)
endif()

file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug/include" "${CURRENT_PACKAGES_DIR}/debug/share"
     "${CURRENT_PACKAGES_DIR}/share/licenses"
)
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
